<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>cutover::gui</name>
    <message>
        <source>LOOSENED: 1 hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LOOSENED: %1 holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LOOSENED: 1 rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LOOSENED: %1 rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promoting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO or NO-GO, signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NO-GO, signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO, %1 of %2 signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opens T−30 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 12 Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre-cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post-cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smoke, SLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger verified, %1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed by the pipeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed by its producer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence %1: blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic abort not armed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watcher: none needed before the first promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canary burst per window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency against baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burst, last window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99, last window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No canary windows in the evidence yet (canary.windows is empty).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 below the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99 %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 points to abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · target %3 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics server warned: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 points over</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::AbortReasonPanel</name>
    <message>
        <source>Abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record name and reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason of the abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record name and reason of the abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The abort command runs, %1 s. It is run again until desired_stage.txt says abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>desired_stage.txt reads abort since %1. Check that the service has recovered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded as entry %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand: %1; then read var/rollout/desired_stage.txt.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ChangeList</name>
    <message>
        <source>Acknowledge: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to acknowledge: no limit was loosened and no script or list of signers changed since a signed decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge each by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ChartCard</name>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency in milliseconds in place of per cent of its baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit %1, abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fired %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ChartLegend</name>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ChartTableModel</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ConsoleView</name>
    <message>
        <source>DEMO, simulated service on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail, decision and promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note was not kept: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The abort script changed since it was signed and will still be run: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;nbsp;&amp;nbsp;&amp;nbsp;Simulated service on this computer. Nothing here reaches production; everything made here says DEMO.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ContactsModel</name>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::DecisionPanel</name>
    <message>
        <source>%1 has not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a signing key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found the list of signers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign NO-GO…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign GO…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more rows are not Go yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows have not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing signed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, no longer valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 signed %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed by %1, %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First promotion until %1 UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare and pin the list of signers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO cannot be signed: the baselines are not documented.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO cannot be signed: 1 of 12 rows is not Go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO cannot be signed: %1 of 12 rows are not Go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row is Go. No signing key on this account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row is Go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row is Go. GO can be signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the statement to be signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postpones the cutover and closes the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of signers is not pinned here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 have not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows are running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no list of signers yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::DetailPanel</name>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send TEST again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run drill again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ran %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open output…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open script…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference since the rehearsal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the rollout (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2, %3 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept, sha256 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it looks at…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::EarlierRuns</name>
    <message>
        <source>Earlier runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::EnrolDialog</name>
    <message>
        <source>Make a signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It authorises nobody by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A P-256 key and its certificate are made. The key is encrypted with the passphrase and goes into the keychain of this account; the certificate is public. Who may sign is said by the workspace&apos;s list of signers, which an administrator signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, no key is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, as printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase has %1 of at least %2 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is to be given twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least %1 characters, %2 given; nobody can recover it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the key and putting it into the keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key can be made.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::Exports</name>
    <message>
        <source>Save decision PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries exported to %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::FailurePage</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be judged or promoted; abort still works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write one…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a cutover.json for this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no profile here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has begun cannot be called back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::HeaderView</name>
    <message>
        <source>until target time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since target time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing to stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down, nothing to stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closes the gate, asks once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down, closes the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the command runs since %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborting, the command runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runs the command once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort again, runs the command once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the stage file reads abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort again; the stage file reads abort, so nothing would be run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or Ctrl+Shift+Backspace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::HoldPanel</name>
    <message>
        <source>Hold at %1&#xa0;% served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding at %1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gate decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends %1 at the earliest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold left %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 green windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LOOSENED, %1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>readyz is not ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a window did not pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over its limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LOOSENED</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::KeyPicker</name>
    <message>
        <source>Make a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocks the key for this one signature, then it is wiped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is made once and kept in the keychain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the keychain, locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in this keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the keychain does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no list of signers yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::MainWindow</name>
    <message>
        <source>The program cutover-demo is not beside this one; nothing was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo could not be started: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the demo and starting its simulated service…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No workspace open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, key %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account yet. The demo shows how one is made; opening needs none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baselines written to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand down closes the gate: this GO promotes nothing any more, and a new one is needed. No command is run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stood down. The gate is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already aborted: desired_stage.txt reads abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aborted: desired_stage.txt reads abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The abort command ended with exit %1 and desired_stage.txt reads “%2”. Run it by hand or press Abort again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Cutover Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutover Console %1

From the Go/No-Go matrix to a signed decision and a promoted canary.

GPL-3.0-or-later. Built with Qt %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed. Decision %1 %2 is in the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; envelope and PDF are in var/cutover/decisions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, but var/cutover/decisions cannot be written: save its PDF elsewhere with “Save decision PDF as…”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::MatrixCard</name>
    <message>
        <source>Go/No-Go matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all with drills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run live rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the selected check (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all live checks, without drills (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all checks: live rows at once, drills after them, the dashboard last (Ctrl+Shift+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running checks (Ctrl+.)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::MatrixDelegate</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::MatrixView</name>
    <message>
        <source>Go/No-Go matrix</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::MessageStatus</name>
    <message>
        <source>1 message waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 messages wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 message taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 messages taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::NewCutoverAssistant</name>
    <message>
        <source>New cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write cutover.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write cutover.json and open the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 1 of 3: where it is prepared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 2 of 3: what it is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 3 of 3: what was found, before anything is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing cutover.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at what is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::NewCutoverFindsPage</name>
    <message>
        <source>Still to be done before signing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen from what is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has nobody to call yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: every value is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 chosen from what is there, %2 still to be done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::NewCutoverHeadPage</name>
    <message>
        <source>&amp;Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: Production.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: the commit stands in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target &amp;date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2026-03-02</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: tomorrow stands in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target &amp;time (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>14:00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target time, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are needed, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chan&amp;ge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference of the change request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read&amp;yz address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://payments.example/readyz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readyz address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the service says whether it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom an alarm names. F2 or typing edits a cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the contact of the selected row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no date; write it like 2026-03-02.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no time of day; write it like 14:00, in UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time is given and the date is not; write it like 2026-03-02.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date is given and the time is not; write it like 14:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is past; a GO lapses four hours after it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::NewCutoverPlacePage</name>
    <message>
        <source>A cutover is prepared in the repository that holds the release: the checks read its files, and cutover.json, which this writes, says how. Nothing else is changed, and nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release &amp;repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the release repository</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the scripts, the policies and var/ of the release are; cutover.json goes beside them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this workspace as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled chec&amp;klist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled checklist, optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a filled checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown. Its head gives environment, version and target, its end the contacts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target %1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Not filled in: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The release repository is missing: name its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not there. Name one that is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a file. Name the folder that holds the release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder cannot be written by this account, so that cutover.json has no place in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a cutover.json in it already, and nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::OutputWindow</name>
    <message>
        <source>Output: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole output of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw output, sha256 %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::PlanPanel</name>
    <message>
        <source>readyz, 1 green window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 green windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>burst, P99 ≤ +10&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all within SLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLO, smoke tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promoting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds shorter than the checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hold shorter than the checklist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::PreCutoverPanel</name>
    <message>
        <source>Pre-cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run live rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who confirms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name, for what you confirm below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the live rows again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployments frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stakeholders notified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>War room ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opens %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: some are not Go, or older than 30 min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: Go and fresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not said yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give your name first: it stands in the ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said by %1 at %2, lapses %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll-call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks are running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::PromotionPanel</name>
    <message>
        <source>Your name, to resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who resumes the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disarmed after 30 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet: disarm the promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last line of the stage command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A named person lifts a pause: give your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promoting to %1&#xa0;%, %2 s. Abort stays one press away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every stage is promoted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post-cutover checks and closing come next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promotion to %1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1&#xa0;%…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1 per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1 per cent, refused: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disarmed: another stage comes next now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disarmed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something else is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disarmed: another decision was signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disarms in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote %1&#xa0;% → %2&#xa0;%?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2. Then a hold of %3.
Readyz, integrity, breaker and promotion mode: Go, judged %4 ago; they are run again before the command starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1&#xa0;% now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1 per cent now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promoting to %1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command ended with exit code %1 and desired_stage.txt says “%2”. Nothing is promoted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next stage in order. Then a hold of %1. Automatic abort not armed: nothing aborts by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused now, for 1 reason:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused now, for %1 reasons:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The console writes the stage file itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::RehearsalWindow</name>
    <message>
        <source>Rehearse the rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a stage file of its own, var/rehearsal/desired_stage.txt; production’s stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The criterion asks for 25 %, 50 % and the abort drill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window; a rehearsal that runs goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the rehearsal and set its stage file back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rehearse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearse the chosen steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output of the rehearsal’s commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearse the step to %1 per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearse the abort at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rehearsal passed. It is in the ledger, and in var/rehearsal/latest.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rehearsal failed. It is in the ledger, and in var/rehearsal/latest.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping, and setting its stage file back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearsing. This window may be closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each step is held and validated as in production.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promoted, held %1, validated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The abort command runs, and its value is read back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ReportView</name>
    <message>
        <source>Changes since a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with another report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed since the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace has no report yet. Save one with File, “Save report…”, or write it with cutoverctl preflight --report var/cutover/preflight-….json; what changes from then on is listed here. “Other…” opens one from elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present makes no report that could be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changed since %1 UTC, %2 ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One change since %1 UTC, %2 ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changes since %2 UTC, %3 ago.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::ScriptView</name>
    <message>
        <source>Difference, line by line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that the check runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file of the workspace is run for this row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file of the workspace is run for this row. It looks at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not bound yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not there, or cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no rehearsal and no signed decision has bound it yet. Rehearse, and what changes from then on is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rehearsal yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rehearsal of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the decision of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: unchanged since %2 (sha256 %3 …).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changed since %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: changed since %2, sha256 %3 … then, %4 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only its digest was kept then, not its text: what changed cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than %1 lines changed; compare the files with another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bytes differ, the text does not.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SealDialog</name>
    <message>
        <source>Sealed %1 files in %2, %3 of them new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed with other bytes than before: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed before and not there any more: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GO %1 bound %2 as they were: it is void, and no seal brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file of the evidence folder, as it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seal says what the evidence is, so that whatever changes afterwards is seen. It does not say that the evidence is right: look at it first. The key must have the role evidence in the list of signers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no signing key; make one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase of the key is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading and sealing the evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence can be sealed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignCriteria</name>
    <message>
        <source>Criteria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no snapshot yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows have been in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Go, baselines %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 Go, baselines %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignCriteriaModel</name>
    <message>
        <source>Criteria as they are signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check %1 of %2, %3, %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignDialog</name>
    <message>
        <source>at least %1 characters, %2 given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is refused now, for %2 reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is refused now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapshot %1 UTC, %2 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No snapshot yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NO-GO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no newer evidence, verdict %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newer evidence %1: still GO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newer evidence %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this account has no signing key; make one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the statement is being composed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is refused for %1 reasons, listed on the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the trigger %1 fired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the live verdict is no longer GO, because of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows have not been in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change %1 is not acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changes are not acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reason has %1 of %2 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing: the verdict is judged again, then the key is unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be signed yet: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can be signed, with the key of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign the decision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you see here is exactly what you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of signers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning of this signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, at least %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes since the last signed decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key and passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quorum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter and Space never sign. Esc cancels and changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignQuorum</name>
    <message>
        <source>Quorum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No list of signers in this workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not listed as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>awaited next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One signature is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 signatures are needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignSummary</name>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First promotion until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of the statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · change %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2&#xa0;h after target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: a NO-GO closes the gate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with changes not committed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a git checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size %1, root %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignThresholds</name>
    <message>
        <source>holds %1&#xa0;min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds %1&#xa0;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baselines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binds %1 and %2 command files by SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>burst ≤ %1 · next stage P99 ≤ %2 · abort P99 &gt; %3, errors &gt; %4&#xa0;% · SLO errors &lt; %5&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignersDialog</name>
    <message>
        <source>List of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Found the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found the list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trust this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust this list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list says whose signatures count here, and how many are needed. Its first version is founded once, with a key of this account: that key becomes decision maker, administrator and evidence signer, and one signature of a decision maker is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is signed with the key, written to configs/cutover/signers.dsse.json, pinned for this account and recorded in the ledger. Everybody else compares its fingerprint before trusting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list is not trusted by this account yet. Compare its fingerprint with what its administrator tells you on another way, in person or by telephone; not with what came with the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First %1 digits of the fingerprint, as they were told to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account has no signing key; make one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase of the key is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 digits are typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These digits are not those of this list. It is not the list that was told to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust the list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace has none, so nothing can be signed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its fingerprint is compared by a person, once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing and pinning the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinning the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list can be founded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The digits agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account trusts this list. Whoever has not compared it yet may be told its fingerprint in person or by telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose signatures count here, and how many are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned by this account; there is nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::SignersFacts</name>
    <message>
        <source>Fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint of the list, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1; quorum: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StartNotice</name>
    <message>
        <source>Send the start notification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is under way, and tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells %1. The first that takes it confirms this point.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StartPage</name>
    <message>
        <source>Start the demo cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A simulated service, nothing to set up. Everything says DEMO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder that holds cutover.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing opened yet. The demo needs no set-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the Go/No-Go matrix to a signed decision and a promoted canary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folder not reachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or with the console’s own probes in place of the scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New cutover…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes cutover.json for a repository, from its filled checklist if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo cutover with the console’s own probes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StatementView</name>
    <message>
        <source>Statement digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canonical statement, indented for reading. The digest is over the same text without the white space between its tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole statement that is signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no statement yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statement digest %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show statement…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the whole statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole statement in place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StatusTally</name>
    <message>
        <source>%1 of %2 Go</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::TriggerPanel</name>
    <message>
        <source>Abort triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automatic abort not armed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readyz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>= ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polled %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to abort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≤ +%1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≤ %1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>past rewritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tampered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>intact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind: the triggers cannot be judged, and promotions are refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Nothing aborts by itself: press Abort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::TrustedKeys</name>
    <message>
        <source>Keys in the workspace that the list shall trust. Tick those whose fingerprint you compared; without them no policy and no sealed evidence is Go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust %1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · sha256 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the &amp;demo cutover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export ledger…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run all with &amp;drills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel running checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit &amp;note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full output…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture &amp;baselines now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign &amp;GO…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign &amp;NO-GO…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open decision &amp;PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save decision PDF as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make a signing key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;List of signers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Abort rollout, or stand down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Cutover Console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New cutover…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo with the console’s own &amp;probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Com&amp;pare with a report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seal &amp;evidence…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rehearse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row and decision, or &amp;rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::models::MatrixModel</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prerequisite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
