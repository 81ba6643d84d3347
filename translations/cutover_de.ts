<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>cutover::gui</name>
    <message>
        <source>LOOSENED: 1 hold</source>
        <translation>GELOCKERT: 1 Haltezeit</translation>
    </message>
    <message>
        <source>LOOSENED: %1 holds</source>
        <translation>GELOCKERT: %1 Haltezeiten</translation>
    </message>
    <message>
        <source>LOOSENED: 1 rule</source>
        <translation>GELOCKERT: 1 Regel</translation>
    </message>
    <message>
        <source>LOOSENED: %1 rules</source>
        <translation>GELOCKERT: %1 Regeln</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>present</source>
        <translation>gegenwärtig</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation>Haltezeit %1</translation>
    </message>
    <message>
        <source>promoting</source>
        <translation>wird befördert</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>hold served</source>
        <translation>Haltezeit erfüllt</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>%1 gehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>outcome unknown</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>GO or NO-GO, signed</source>
        <translation>GO oder NO-GO, signiert</translation>
    </message>
    <message>
        <source>NO-GO, signed</source>
        <translation>NO-GO, signiert</translation>
    </message>
    <message>
        <source>GO, %1 of %2 signed</source>
        <translation>GO, %1 von %2 signiert</translation>
    </message>
    <message>
        <source>opens T−30 min</source>
        <translation>öffnet T−30 min</translation>
    </message>
    <message>
        <source>all confirmed</source>
        <translation>alles bestätigt</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>Vorprüfung</translation>
    </message>
    <message>
        <source>%1 of 12 Go</source>
        <translation>%1 von 12 Go</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Pre-cutover</source>
        <translation>Vor dem Cutover</translation>
    </message>
    <message>
        <source>Post-cutover</source>
        <translation>Nach dem Cutover</translation>
    </message>
    <message>
        <source>smoke, SLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Ledger opens</source>
        <translation>Ledger wird geöffnet</translation>
    </message>
    <message>
        <source>Ledger verified, %1 entries</source>
        <translation>Ledger geprüft, %1 Einträge</translation>
    </message>
    <message>
        <source>Evidence cannot be read</source>
        <translation>Nachweise nicht lesbar</translation>
    </message>
    <message>
        <source>signed by the pipeline</source>
        <translation>von der Pipeline signiert</translation>
    </message>
    <message>
        <source>not signed by its producer</source>
        <translation>nicht vom Erzeuger signiert</translation>
    </message>
    <message>
        <source>Evidence %1: blind</source>
        <translation>Nachweise %1: blind</translation>
    </message>
    <message>
        <source>Evidence %1, %2</source>
        <translation>Nachweise %1, %2</translation>
    </message>
    <message>
        <source>No signing key on this account</source>
        <translation>Kein Signaturschlüssel auf diesem Konto</translation>
    </message>
    <message>
        <source>Canary burst per window</source>
        <translation>Burst des Canarys je Fenster</translation>
    </message>
    <message>
        <source>Latency against baseline</source>
        <translation>Latenz gegen Vergleichswert</translation>
    </message>
    <message>
        <source>Burst, last window</source>
        <translation>Burst, letztes Fenster</translation>
    </message>
    <message>
        <source>P99, last window</source>
        <translation>P99, letztes Fenster</translation>
    </message>
    <message>
        <source>No canary windows in the evidence yet (canary.windows is empty).</source>
        <translation>Noch keine Fenster des Canarys in den Nachweisen (canary.windows ist leer).</translation>
    </message>
    <message>
        <source>%1 over the limit</source>
        <translation>%1 über der Grenze</translation>
    </message>
    <message>
        <source>%1 to abort</source>
        <translation>%1 bis zum Abbruch</translation>
    </message>
    <message>
        <source>%1 below the limit</source>
        <translation>%1 unter der Grenze</translation>
    </message>
    <message>
        <source>last %1, %2</source>
        <translation>zuletzt %1, %2</translation>
    </message>
    <message>
        <source>no baseline</source>
        <translation>kein Vergleichswert</translation>
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
        <source>No evidence from %1</source>
        <translation>Keine Nachweise von %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Metrics server warned: %1</source>
        <translation>Der Metrikserver warnte: %1</translation>
    </message>
    <message>
        <source>%1, %2 points over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ledger is not open; nothing that is said could be kept.</source>
        <translation>Das Ledger ist nicht offen; nichts Gesagtes könnte behalten werden.</translation>
    </message>
    <message>
        <source>Run all checks first: nothing was measured yet that could be read out.</source>
        <translation>Führen Sie zuerst alle Prüfungen aus: Noch ist nichts gemessen, was verlesen werden könnte.</translation>
    </message>
    <message>
        <source>by people</source>
        <translation>durch Menschen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>none polled yet</source>
        <translation>noch niemand gefragt</translation>
    </message>
    <message>
        <source>%1 of %2 polled are Go</source>
        <translation>%1 von %2 Befragten sind Go</translation>
    </message>
    <message>
        <source>no target time</source>
        <translation>kein Zieltermin</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>%1, opens %2</source>
        <translation>%1, öffnet %2</translation>
    </message>
    <message>
        <source>No signatures</source>
        <translation>Keine Signaturen</translation>
    </message>
    <message>
        <source>the list of signers is not pinned here</source>
        <translation>die Liste der Unterzeichner ist hier nicht angeheftet</translation>
    </message>
    <message>
        <source>there is no list of signers yet</source>
        <translation>es gibt noch keine Liste der Unterzeichner</translation>
    </message>
    <message>
        <source>Signatures %1 of %2</source>
        <translation>Signaturen %1 von %2</translation>
    </message>
    <message>
        <source>%1, signed</source>
        <translation>%1, signiert</translation>
    </message>
    <message>
        <source>%1, awaited</source>
        <translation>%1, erwartet</translation>
    </message>
    <message>
        <source>%1, signs after row 12</source>
        <translation>%1, signiert nach Zeile 12</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Burst</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>hold served, green</source>
        <translation>Haltezeit erfüllt, grün</translation>
    </message>
    <message>
        <source>served, %1 of %2 green</source>
        <translation>erfüllt, %1 von %2 grün</translation>
    </message>
    <message>
        <source>served, not green</source>
        <translation>erfüllt, nicht grün</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>GO, ended by abort</source>
        <translation>GO, durch Abbruch beendet</translation>
    </message>
    <message>
        <source>checks run</source>
        <translation>Prüfungen laufen</translation>
    </message>
    <message>
        <source>%1 of %2 Go</source>
        <translation>%1 von %2 Go</translation>
    </message>
    <message>
        <source>validated</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>with deviations</source>
        <translation>mit Abweichungen</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>zurückgerollt</translation>
    </message>
    <message>
        <source>as rolled back</source>
        <translation>als zurückgerollt</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>zu signieren</translation>
    </message>
    <message>
        <source>Start the demo cutover with the console’s own probes</source>
        <translation>Demo-Cutover mit den eigenen Proben der Konsole starten</translation>
    </message>
</context>
<context>
    <name>cutover::gui::AbortControl</name>
    <message>
        <source>Stand down</source>
        <translation>Absagen</translation>
    </message>
    <message>
        <source>Stand down closes the gate: this GO promotes nothing any more, and a new one is needed. No command is run.</source>
        <translation>Absagen schließt das Gate: Dieses GO befördert nichts mehr, ein neues ist nötig. Kein Befehl wird ausgeführt.</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Stood down. The gate is closed.</source>
        <translation>Abgesagt. Das Gate ist geschlossen.</translation>
    </message>
    <message>
        <source>Already aborted: desired_stage.txt reads abort.</source>
        <translation>Schon abgebrochen: In desired_stage.txt steht abort.</translation>
    </message>
    <message>
        <source>Aborted: desired_stage.txt reads abort.</source>
        <translation>Abgebrochen: In desired_stage.txt steht abort.</translation>
    </message>
    <message>
        <source>The abort command ended with exit %1; %2. Run it by hand or press Abort again.</source>
        <translation>Der Abbruchbefehl endete mit Exit-Code %1; %2. Führen Sie ihn von Hand aus oder drücken Sie noch einmal auf Abbrechen.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::AbortReasonPanel</name>
    <message>
        <source>Who aborted</source>
        <translation>Wer abgebrochen hat</translation>
    </message>
    <message>
        <source>Reason of the abort</source>
        <translation>Grund des Abbruchs</translation>
    </message>
    <message>
        <source>Record name and reason of the abort</source>
        <translation>Name und Grund des Abbruchs festhalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Recorded as entry %1.</source>
        <translation>Als Eintrag %1 festgehalten.</translation>
    </message>
    <message>
        <source>Reason and name</source>
        <translation>Grund und Name</translation>
    </message>
    <message>
        <source>Add to ledger</source>
        <translation>Ins Ledger eintragen</translation>
    </message>
    <message>
        <source>Why it was aborted, as far as known</source>
        <translation>Warum abgebrochen wurde, soweit bekannt</translation>
    </message>
    <message>
        <source>given</source>
        <translation>angegeben</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>Aborted at %1. Readyz was ok three times in a row: recovered.</source>
        <translation>Abgebrochen um %1. Readyz war dreimal in Folge ok: wiederhergestellt.</translation>
    </message>
    <message>
        <source>Give your name and the reason: both stand in the ledger.</source>
        <translation>Geben Sie Ihren Namen und den Grund an: Beides steht im Ledger.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::AwaitedSignature</name>
    <message>
        <source>Countersign…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of signers is not pinned here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key of this account is awaited now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifies envelope and PDF, then opens what the first signer saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Countersign the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Countersign the %1, refused: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::CallPanel</name>
    <message>
        <source>Copy number</source>
        <translation>Nummer kopieren</translation>
    </message>
    <message>
        <source>Copy channel</source>
        <translation>Kanal kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>cutover.json names no contacts.</source>
        <translation>cutover.json nennt keine Kontakte.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>cutover::gui::CeremonyList</name>
    <message>
        <source>The twelve rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row %1 of %2, %3, measured %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not polled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polled %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::CeremonyPoll</name>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code %1</source>
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
        <source>Measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answers for the station</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No-Go&#x2003;N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go&#x2003;G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No station can say go to a row that is %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, go or no-go?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked %1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, no answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 said %2 at %3; another answer corrects it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says go; key G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says no-go; key N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says go, key G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 says no-go, key N</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::CeremonyStart</name>
    <message>
        <source>Run all checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who presides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of who presides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presided by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who presides?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to poll yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of the twelve rows is read out, and its station is asked, go or no-go. Every answer is in the ledger before it shows; leaving loses nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::CeremonySummary</name>
    <message>
        <source>%1 is measured %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 said no-go (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another poll</source>
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
        <source>Presided by %1 · %2 corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presided by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The room says go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The room says no-go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 12 answers are Go; the prerequisite, %2, is measured %3. Left goes back to a row; another answer corrects the one before, which stays in the minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signing key on this account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of signers is not pinned here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GO cannot be signed over what stands above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each signer gives the passphrase again for this one signature.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::CeremonyWindow</name>
    <message>
        <source>Go/No-Go poll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left goes back; Esc leaves, nothing is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until GO opens: %1</source>
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
    <name>cutover::gui::ClosingPanel</name>
    <message>
        <source>Closing</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Sign closing…</source>
        <translation>Abschluss signieren…</translation>
    </message>
    <message>
        <source>Outcome of the cutover</source>
        <translation>Ausgang des Cutovers</translation>
    </message>
    <message>
        <source>Add a deviation</source>
        <translation>Abweichung hinzufügen</translation>
    </message>
    <message>
        <source>Remove the deviation</source>
        <translation>Abweichung entfernen</translation>
    </message>
    <message>
        <source>No signing key on this account yet.</source>
        <translation>Dieses Konto hat noch keinen Signaturschlüssel.</translation>
    </message>
    <message>
        <source>No deviation is named.</source>
        <translation>Keine Abweichung ist genannt.</translation>
    </message>
    <message>
        <source>For when every check after 100&#xa0;% is Go.</source>
        <translation>Wenn jede Prüfung nach 100 % Go ist.</translation>
    </message>
    <message>
        <source>Each deviation with its owner and its day.</source>
        <translation>Jede Abweichung mit Zuständigem und Tag.</translation>
    </message>
    <message>
        <source>For an attempt that was aborted, once readyz has recovered.</source>
        <translation>Für einen abgebrochenen Versuch, sobald readyz wiederhergestellt ist.</translation>
    </message>
    <message>
        <source>Opens the closing&apos;s statement to be signed</source>
        <translation>Öffnet die Erklärung des Abschlusses zum Signieren</translation>
    </message>
    <message>
        <source>Sign the closing</source>
        <translation>Den Abschluss signieren</translation>
    </message>
    <message>
        <source>Sign the closing, refused: %1</source>
        <translation>Den Abschluss signieren, verweigert: %1</translation>
    </message>
</context>
<context>
    <name>cutover::gui::ConsoleView</name>
    <message>
        <source>The note was not kept: %1</source>
        <translation>Die Notiz wurde nicht behalten: %1</translation>
    </message>
    <message>
        <source>The abort script changed since it was signed and will still be run: %1.</source>
        <translation>Das Abbruchskript hat sich seit der Signatur geändert und wird trotzdem ausgeführt: %1.</translation>
    </message>
    <message>
        <source>Note on %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1&#xa0;%:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abort drill:</source>
        <translation>Abbruchübung:</translation>
    </message>
    <message>
        <source>On var/rehearsal/desired_stage.txt; production is not touched.</source>
        <translation>Auf var/rehearsal/desired_stage.txt; die Produktion wird nicht berührt.</translation>
    </message>
    <message>
        <source>A rehearsal runs.</source>
        <translation>Eine Probe läuft.</translation>
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
        <translation>%1 ist nicht gelaufen.</translation>
    </message>
    <message>
        <source>%1 is still running.</source>
        <translation>%1 läuft noch.</translation>
    </message>
    <message>
        <source>%1 is %2: %3</source>
        <translation>%1 ist %2: %3</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Make a signing key…</source>
        <translation>Signaturschlüssel anlegen…</translation>
    </message>
    <message>
        <source>Found the list of signers…</source>
        <translation>Liste der Unterzeichner gründen…</translation>
    </message>
    <message>
        <source>Open PDF</source>
        <translation>PDF öffnen</translation>
    </message>
    <message>
        <source>Sign NO-GO…</source>
        <translation>NO-GO signieren…</translation>
    </message>
    <message>
        <source>Sign GO…</source>
        <translation>GO signieren…</translation>
    </message>
    <message>
        <source>%1 more rows are not Go yet.</source>
        <translation>%1 weitere Zeilen sind noch nicht Go.</translation>
    </message>
    <message>
        <source>%1 rows have not run.</source>
        <translation>%1 Zeilen sind nicht gelaufen.</translation>
    </message>
    <message>
        <source>nothing signed yet</source>
        <translation>noch nichts signiert</translation>
    </message>
    <message>
        <source>%1, no longer valid</source>
        <translation>%1, nicht mehr gültig</translation>
    </message>
    <message>
        <source>%1 signed %2 UTC</source>
        <translation>%1 signiert, %2 UTC</translation>
    </message>
    <message>
        <source>Signed by %1, %2 of %3.</source>
        <translation>Signiert von %1, %2 von %3.</translation>
    </message>
    <message>
        <source>First promotion until %1 UTC.</source>
        <translation>Erste Beförderung bis %1 UTC.</translation>
    </message>
    <message>
        <source>Compare and pin the list of signers…</source>
        <translation>Liste der Unterzeichner vergleichen und anheften…</translation>
    </message>
    <message>
        <source>GO cannot be signed: the baselines are not documented.</source>
        <translation>GO kann nicht signiert werden: Die Vergleichswerte sind nicht dokumentiert.</translation>
    </message>
    <message>
        <source>GO cannot be signed: 1 of 12 rows is not Go.</source>
        <translation>GO kann nicht signiert werden: 1 von 12 Zeilen ist nicht Go.</translation>
    </message>
    <message>
        <source>GO cannot be signed: %1 of 12 rows are not Go.</source>
        <translation>GO kann nicht signiert werden: %1 von 12 Zeilen sind nicht Go.</translation>
    </message>
    <message>
        <source>Every row is Go. No signing key on this account yet.</source>
        <translation>Jede Zeile ist Go. Dieses Konto hat noch keinen Signaturschlüssel.</translation>
    </message>
    <message>
        <source>Every row is Go.</source>
        <translation>Jede Zeile ist Go.</translation>
    </message>
    <message>
        <source>Every row is Go. GO can be signed.</source>
        <translation>Jede Zeile ist Go. GO kann signiert werden.</translation>
    </message>
    <message>
        <source>Opens the statement to be signed</source>
        <translation>Öffnet die Erklärung, die signiert wird</translation>
    </message>
    <message>
        <source>Postpones the cutover and closes the gate</source>
        <translation>Verschiebt den Cutover und schließt das Gate</translation>
    </message>
    <message>
        <source>The list of signers is not pinned here.</source>
        <translation>Die Liste der Unterzeichner ist hier nicht angeheftet.</translation>
    </message>
    <message>
        <source>No signing key on this account yet.</source>
        <translation>Dieses Konto hat noch keinen Signaturschlüssel.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 have not run.</source>
        <translation>%1 sind nicht gelaufen.</translation>
    </message>
    <message>
        <source>%1 is running.</source>
        <translation>%1 läuft.</translation>
    </message>
    <message>
        <source>%1 are running.</source>
        <translation>%1 laufen.</translation>
    </message>
    <message>
        <source>%1 rows are running.</source>
        <translation>%1 Zeilen laufen.</translation>
    </message>
    <message>
        <source>There is no list of signers yet.</source>
        <translation>Es gibt noch keine Liste der Unterzeichner.</translation>
    </message>
    <message>
        <source>Every row is Go, but GO cannot be signed: a station objects.</source>
        <translation>Jede Zeile ist Go, aber GO kann nicht signiert werden: Eine Station widerspricht.</translation>
    </message>
    <message>
        <source>Every row is Go, but GO cannot be signed: stations object to %1 rows.</source>
        <translation>Jede Zeile ist Go, aber GO kann nicht signiert werden: Stationen widersprechen %1 Zeilen.</translation>
    </message>
    <message>
        <source>Ask again in the ceremony (F11): its next answer counts.</source>
        <translation>Fragen Sie in der Zeremonie noch einmal (F11): Ihre nächste Antwort zählt.</translation>
    </message>
    <message>
        <source>%1, %2 of %3 signed</source>
        <translation>%1, %2 von %3 signiert</translation>
    </message>
    <message>
        <source>Every row is Go. The signed GO waits for its quorum.</source>
        <translation>Jede Zeile ist Go. Das signierte GO wartet auf sein Quorum.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::DetailPanel</name>
    <message>
        <source>Run again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Capture now</source>
        <translation>Jetzt erfassen</translation>
    </message>
    <message>
        <source>Send TEST again</source>
        <translation>TEST noch einmal senden</translation>
    </message>
    <message>
        <source>Run drill again</source>
        <translation>Übung noch einmal ausführen</translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>ran %1</source>
        <translation>lief %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Gesagt von</translation>
    </message>
    <message>
        <source>Roll-up</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>Rehearse…</source>
        <translation>Proben…</translation>
    </message>
    <message>
        <source>Open output…</source>
        <translation>Ausgabe öffnen…</translation>
    </message>
    <message>
        <source>Open script…</source>
        <translation>Skript öffnen…</translation>
    </message>
    <message>
        <source>Difference since the rehearsal…</source>
        <translation>Unterschied seit der Probe…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the rollout (Esc)</source>
        <translation>Zurück zum Rollout (Esc)</translation>
    </message>
    <message>
        <source>Back to the rollout</source>
        <translation>Zurück zum Rollout</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 of %2, %3 UTC</source>
        <translation>%1 von %2, %3 UTC</translation>
    </message>
    <message>
        <source>kept, sha256 %1</source>
        <translation>aufbewahrt, sha256 %1</translation>
    </message>
    <message>
        <source>What it looks at…</source>
        <translation>Was betrachtet wird…</translation>
    </message>
</context>
<context>
    <name>cutover::gui::DeviationsTable</name>
    <message>
        <source>Deviations: what, owner, by when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By YYYY-MM-DD</source>
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
        <translation>Signaturschlüssel anlegen</translation>
    </message>
    <message>
        <source>It authorises nobody by itself.</source>
        <translation>Er allein ermächtigt niemanden.</translation>
    </message>
    <message>
        <source>A P-256 key and its certificate are made. The key is encrypted with the passphrase and goes into the keychain of this account; the certificate is public. Who may sign is said by the workspace&apos;s list of signers, which an administrator signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, no key is made</source>
        <translation>Abbrechen, kein Schlüssel wird angelegt</translation>
    </message>
    <message>
        <source>&amp;Make the key</source>
        <translation>Schlüssel &amp;anlegen</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel anlegen</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>Name, as printed</source>
        <translation>Name, wie gedruckt</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>The passphrase has %1 of at least %2 characters.</source>
        <translation>Die Passphrase hat %1 von mindestens %2 Zeichen.</translation>
    </message>
    <message>
        <source>The passphrase is to be given twice.</source>
        <translation>Die Passphrase ist zweimal anzugeben.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
    <message>
        <source>at least %1 characters, %2 given; nobody can recover it</source>
        <translation>mindestens %1 Zeichen, %2 angegeben; niemand kann sie wiederherstellen</translation>
    </message>
    <message>
        <source>Making the key and putting it into the keychain.</source>
        <translation>Der Schlüssel wird angelegt und in den Schlüsselbund gelegt.</translation>
    </message>
    <message>
        <source>The key can be made.</source>
        <translation>Der Schlüssel kann angelegt werden.</translation>
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
    <message>
        <source>%1 is written, but not on record: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::FailurePage</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Close workspace</source>
        <translation>Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>This workspace cannot be opened</source>
        <translation>Dieser Arbeitsbereich kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The profile cannot be read.</source>
        <translation>Das Profil kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing can be judged or promoted; abort still works.</source>
        <translation>Nichts kann beurteilt oder befördert werden; Abbrechen geht weiterhin.</translation>
    </message>
    <message>
        <source>&amp;Write one…</source>
        <translation>&amp;Eines schreiben…</translation>
    </message>
    <message>
        <source>Write a cutover.json for this folder</source>
        <translation>Eine cutover.json für diesen Ordner schreiben</translation>
    </message>
    <message>
        <source>There is no profile here.</source>
        <translation>Hier gibt es kein Profil.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What has begun cannot be called back.</source>
        <translation>Was begonnen hat, kann nicht zurückgerufen werden.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::HappenedPanel</name>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1, UTC</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::HeaderView</name>
    <message>
        <source>until target time</source>
        <translation>bis zum Zieltermin</translation>
    </message>
    <message>
        <source>since target time</source>
        <translation>seit dem Zieltermin</translation>
    </message>
    <message>
        <source>Stand down</source>
        <translation>Absagen</translation>
    </message>
    <message>
        <source>nothing to stand down</source>
        <translation>nichts abzusagen</translation>
    </message>
    <message>
        <source>Stand down, nothing to stand down</source>
        <translation>Absagen, nichts abzusagen</translation>
    </message>
    <message>
        <source>Stand down…</source>
        <translation>Absagen…</translation>
    </message>
    <message>
        <source>closes the gate, asks once</source>
        <translation>schließt das Gate, fragt einmal</translation>
    </message>
    <message>
        <source>Stand down, closes the gate</source>
        <translation>Absagen, schließt das Gate</translation>
    </message>
    <message>
        <source>Abort rollout</source>
        <translation>Rollout abbrechen</translation>
    </message>
    <message>
        <source>Aborting…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>the command runs since %1 s</source>
        <translation>der Befehl läuft seit %1 s</translation>
    </message>
    <message>
        <source>Aborting, the command runs</source>
        <translation>Wird abgebrochen, der Befehl läuft</translation>
    </message>
    <message>
        <source>Abort again</source>
        <translation>Noch einmal abbrechen</translation>
    </message>
    <message>
        <source>runs the command once more</source>
        <translation>führt den Befehl noch einmal aus</translation>
    </message>
    <message>
        <source>Abort again, runs the command once more</source>
        <translation>Noch einmal abbrechen, führt den Befehl noch einmal aus</translation>
    </message>
    <message>
        <source>Target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>the stage file reads abort</source>
        <translation>in der Stufendatei steht abort</translation>
    </message>
    <message>
        <source>or Ctrl+Shift+Backspace</source>
        <translation>oder Strg+Umschalt+Rücktaste</translation>
    </message>
    <message>
        <source>since the abort, limit 15:00</source>
        <translation>seit dem Abbruch, Grenze 15:00</translation>
    </message>
    <message>
        <source>Abort again, runs the command once more; the stage file reads abort</source>
        <translation>Noch einmal abbrechen, führt den Befehl noch einmal aus; in der Stufendatei steht abort</translation>
    </message>
    <message>
        <source>Abort done</source>
        <translation>Abbruch fertig</translation>
    </message>
    <message>
        <source>recovered; a new GO is needed</source>
        <translation>wiederhergestellt; ein neues GO ist nötig</translation>
    </message>
    <message>
        <source>Abort done, recovered; a new GO is needed</source>
        <translation>Abbruch fertig, wiederhergestellt; ein neues GO ist nötig</translation>
    </message>
</context>
<context>
    <name>cutover::gui::HoldPanel</name>
    <message>
        <source>Hold at %1&#xa0;% served</source>
        <translation>Haltezeit bei %1 % erfüllt</translation>
    </message>
    <message>
        <source>Holding at %1&#xa0;%</source>
        <translation>Haltezeit bei %1 %</translation>
    </message>
    <message>
        <source>the gate decides</source>
        <translation>das Gate entscheidet</translation>
    </message>
    <message>
        <source>ends %1 at the earliest</source>
        <translation>endet frühestens um %1</translation>
    </message>
    <message>
        <source>Hold left %1</source>
        <translation>Haltezeit, noch %1</translation>
    </message>
    <message>
        <source>left of %1</source>
        <translation>übrig von %1</translation>
    </message>
    <message>
        <source>%1 served</source>
        <translation>%1 erfüllt</translation>
    </message>
    <message>
        <source>Hold served</source>
        <translation>Haltezeit erfüllt</translation>
    </message>
    <message>
        <source>%1 of %2 green windows</source>
        <translation>%1 von %2 grünen Fenstern</translation>
    </message>
    <message>
        <source>LOOSENED, %1 for %2</source>
        <translation>GELOCKERT, %1 statt %2</translation>
    </message>
    <message>
        <source>readyz is not ok</source>
        <translation>readyz ist nicht ok</translation>
    </message>
    <message>
        <source>a window did not pass</source>
        <translation>ein Fenster hat nicht bestanden</translation>
    </message>
    <message>
        <source>%1 over its limit</source>
        <translation>%1 über der Grenze</translation>
    </message>
    <message>
        <source>LOOSENED</source>
        <translation>GELOCKERT</translation>
    </message>
    <message>
        <source>%1 of %2 green</source>
        <translation>%1 von %2 grün</translation>
    </message>
</context>
<context>
    <name>cutover::gui::KeyPicker</name>
    <message>
        <source>Make a key…</source>
        <translation>Schlüssel anlegen…</translation>
    </message>
    <message>
        <source>Unlocks the key for this one signature, then it is wiped.</source>
        <translation>Schließt den Schlüssel für diese eine Signatur auf, danach wird er gelöscht.</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signaturschlüssel</translation>
    </message>
    <message>
        <source>Passphrase of the signing key</source>
        <translation>Passphrase des Signaturschlüssels</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
    <message>
        <source>not in the list of signers</source>
        <translation>nicht in der Liste der Unterzeichner</translation>
    </message>
    <message>
        <source>No signing key on this account</source>
        <translation>Kein Signaturschlüssel auf diesem Konto</translation>
    </message>
    <message>
        <source>It is made once and kept in the keychain.</source>
        <translation>Er wird einmal angelegt und im Schlüsselbund verwahrt.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>in the keychain, locked</source>
        <translation>im Schlüsselbund, verschlossen</translation>
    </message>
    <message>
        <source>not in this keychain</source>
        <translation>nicht in diesem Schlüsselbund</translation>
    </message>
    <message>
        <source>the keychain does not answer</source>
        <translation>der Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>no list of signers yet</source>
        <translation>noch keine Liste der Unterzeichner</translation>
    </message>
</context>
<context>
    <name>cutover::gui::LeaveQuestion</name>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
</context>
<context>
    <name>cutover::gui::MainWindow</name>
    <message>
        <source>The program cutover-demo is not beside this one; nothing was started.</source>
        <translation>Das Programm cutover-demo liegt nicht neben diesem; nichts wurde gestartet.</translation>
    </message>
    <message>
        <source>The demo could not be started: %1</source>
        <translation>Die Demo konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>Laying out the demo and starting its simulated service…</source>
        <translation>Die Demo wird angelegt und ihr simulierter Dienst gestartet…</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>No workspace open</source>
        <translation>Kein Arbeitsbereich offen</translation>
    </message>
    <message>
        <source>No signing key</source>
        <translation>Kein Signaturschlüssel</translation>
    </message>
    <message>
        <source>%1, key %2 %3</source>
        <translation>%1, Schlüssel %2 %3</translation>
    </message>
    <message>
        <source>No signing key on this account yet. The demo shows how one is made; opening needs none.</source>
        <translation>Dieses Konto hat noch keinen Signaturschlüssel. Die Demo zeigt, wie einer angelegt wird; zum Öffnen ist keiner nötig.</translation>
    </message>
    <message>
        <source>Baselines written to %1.</source>
        <translation>Vergleichswerte nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>About Cutover Console</source>
        <translation>Über Cutover Console</translation>
    </message>
    <message>
        <source>Cutover Console %1

From the Go/No-Go matrix to a signed decision and a promoted canary.

GPL-3.0-or-later. Built with Qt %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; envelope and PDF are in var/cutover/decisions.</source>
        <translation>%1; Umschlag und PDF liegen in var/cutover/decisions.</translation>
    </message>
    <message>
        <source>%1, but var/cutover/decisions cannot be written: save its PDF elsewhere with “Save decision PDF as…”.</source>
        <translation>%1, aber var/cutover/decisions kann nicht geschrieben werden: Sichern Sie das PDF anderswo mit „PDF der Entscheidung sichern als…“.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Close the workspace</source>
        <translation>Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>Open the other</source>
        <translation>Den anderen öffnen</translation>
    </message>
    <message>
        <source>Open the new one</source>
        <translation>Den neuen öffnen</translation>
    </message>
    <message>
        <source>%1 Decision %2 %3 is in the ledger</source>
        <translation>%1 Die Entscheidung %2 %3 steht im Ledger</translation>
    </message>
    <message>
        <source>The simulated service of the demo ends with this window: readyz will not answer.</source>
        <translation>Der simulierte Dienst der Demo endet mit diesem Fenster: readyz antwortet dann nicht.</translation>
    </message>
    <message>
        <source>Copied three lines for a chat.</source>
        <translation>Drei Zeilen für einen Chat kopiert.</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
</context>
<context>
    <name>cutover::gui::MatrixCard</name>
    <message>
        <source>Go/No-Go matrix</source>
        <translation>Go/No-Go-Matrix</translation>
    </message>
    <message>
        <source>Run selected</source>
        <translation>Auswahl prüfen</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Run all with drills</source>
        <translation>Alle mit Übungen prüfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run live rows</source>
        <translation>Laufende Zeilen prüfen</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>Run the selected check (F5)</source>
        <translation>Die ausgewählte Prüfung ausführen (F5)</translation>
    </message>
    <message>
        <source>Run all live checks, without drills (Ctrl+R)</source>
        <translation>Alle laufenden Prüfungen ausführen, ohne Übungen (Strg+R)</translation>
    </message>
    <message>
        <source>Run all checks: live rows at once, drills after them, the dashboard last (Ctrl+Shift+R)</source>
        <translation>Alle Prüfungen ausführen: laufende Zeilen zugleich, danach die Übungen, zuletzt das Dashboard (Strg+Umschalt+R)</translation>
    </message>
    <message>
        <source>Cancel the running checks (Ctrl+.)</source>
        <translation>Die laufenden Prüfungen abbrechen (Strg+.)</translation>
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
    <name>cutover::gui::NoticeStrip</name>
    <message>
        <source>DEMO, simulated service on this computer</source>
        <translation>DEMO, simulierter Dienst auf diesem Rechner</translation>
    </message>
    <message>
        <source>Silence for 5 min</source>
        <translation>5 min stumm</translation>
    </message>
    <message>
        <source>Silence the alarm for 5 minutes</source>
        <translation>Den Alarm für 5 Minuten stummschalten</translation>
    </message>
    <message>
        <source>Simulated service on this computer. Nothing here reaches production; everything made here says DEMO.</source>
        <translation>Simulierter Dienst auf diesem Rechner. Nichts hier erreicht die Produktion; alles, was hier entsteht, trägt DEMO.</translation>
    </message>
    <message>
        <source>REHEARSAL, %1</source>
        <translation>PROBE, %1</translation>
    </message>
    <message>
        <source>Silenced</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>The sound is off for five minutes; another alarm brings it back.</source>
        <translation>Der Ton ist für fünf Minuten aus; ein anderer Alarm bringt ihn zurück.</translation>
    </message>
    <message>
        <source>Stops the sound; the alarm itself stays until its cause is gone.</source>
        <translation>Stellt den Ton ab; der Alarm selbst bleibt, bis seine Ursache weg ist.</translation>
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
    <name>cutover::gui::OverridePanel</name>
    <message>
        <source>Abort the rollout?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the stage under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A NO-GO was signed at %1. Canary stays at %2, the triggers stay armed, promotions are refused until a new GO is signed. To abort, press Abort rollout at the top right, or Ctrl+Shift+Backspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay at %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::PlanPanel</name>
    <message>
        <source>readyz, 1 green window</source>
        <translation>readyz, 1 grünes Fenster</translation>
    </message>
    <message>
        <source>3 green windows</source>
        <translation>3 grüne Fenster</translation>
    </message>
    <message>
        <source>burst, P99 ≤ +10&#xa0;%</source>
        <translation>Burst, P99 ≤ +10 %</translation>
    </message>
    <message>
        <source>all within SLO</source>
        <translation>alle innerhalb der SLO</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>hold %1</source>
        <translation>Haltezeit %1</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>promoting</source>
        <translation>wird befördert</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>served</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>holding</source>
        <translation>hält</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet %1</translation>
    </message>
    <message>
        <source>validated</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>noch einmal versuchen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Whole plan</source>
        <translation>Ganzer Plan</translation>
    </message>
    <message>
        <source>Every step, and where the time went</source>
        <translation>Jeder Schritt, und wo die Zeit blieb</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>%1 jetzt</translation>
    </message>
    <message>
        <source>LOOSENED</source>
        <translation>GELOCKERT</translation>
    </message>
    <message>
        <source>LOOSENED: %1 holds</source>
        <translation>GELOCKERT: %1 Haltezeiten</translation>
    </message>
    <message>
        <source>LOOSENED: 1 hold</source>
        <translation>GELOCKERT: 1 Haltezeit</translation>
    </message>
    <message>
        <source>T−30</source>
        <translation>T−30</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>freeze, notify, war room</source>
        <translation>einfrieren, melden, Lagezentrum</translation>
    </message>
    <message>
        <source>all confirmed</source>
        <translation>alles bestätigt</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>smoke tests, SLO</source>
        <translation>Smoke-Tests, SLO</translation>
    </message>
    <message>
        <source>outcome signed</source>
        <translation>Ausgang signiert</translation>
    </message>
    <message>
        <source>as rolled back</source>
        <translation>als zurückgerollt</translation>
    </message>
</context>
<context>
    <name>cutover::gui::PostCutoverPanel</name>
    <message>
        <source>Smoke tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P50, P99</source>
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
        <source>Post-cutover checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last line of the smoke tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smoke tests failed. Abort first: Abort rollout at the top right, or Ctrl+Shift+Backspace. Else run them again, or name it as a deviation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run post-cutover checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the post-cutover checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hold at 100&#xa0;% has %1 left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::PreCutoverPanel</name>
    <message>
        <source>Pre-cutover</source>
        <translation>Vor dem Cutover</translation>
    </message>
    <message>
        <source>Run live rows</source>
        <translation>Laufende Zeilen prüfen</translation>
    </message>
    <message>
        <source>Who confirms</source>
        <translation>Wer bestätigt</translation>
    </message>
    <message>
        <source>Your name, for what you confirm below</source>
        <translation>Ihr Name, für das, was Sie unten bestätigen</translation>
    </message>
    <message>
        <source>Run the live rows again</source>
        <translation>Die laufenden Zeilen noch einmal prüfen</translation>
    </message>
    <message>
        <source>Deployments frozen</source>
        <translation>Deployments eingefroren</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Stakeholders notified</source>
        <translation>Beteiligte benachrichtigt</translation>
    </message>
    <message>
        <source>War room ready</source>
        <translation>Lagezentrum bereit</translation>
    </message>
    <message>
        <source>%1: go</source>
        <translation>%1: Go</translation>
    </message>
    <message>
        <source>No-Go</source>
        <translation>No-Go</translation>
    </message>
    <message>
        <source>%1: no-go</source>
        <translation>%1: No-Go</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>opens %1</source>
        <translation>öffnet %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Rows: some are not Go, or older than 30 min.</source>
        <translation>Zeilen: Einige sind nicht Go oder älter als 30 min.</translation>
    </message>
    <message>
        <source>Rows: Go and fresh.</source>
        <translation>Zeilen: Go und frisch.</translation>
    </message>
    <message>
        <source>not said yet</source>
        <translation>noch nicht gesagt</translation>
    </message>
    <message>
        <source>Give your name first: it stands in the ledger.</source>
        <translation>Geben Sie zuerst Ihren Namen an: Er steht im Ledger.</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Said by %1 at %2, lapses %3</source>
        <translation>Gesagt von %1 um %2, verfällt %3</translation>
    </message>
    <message>
        <source>Roll-call</source>
        <translation>Aufruf der Stationen</translation>
    </message>
    <message>
        <source>%1 of %2 answered</source>
        <translation>%1 von %2 haben geantwortet</translation>
    </message>
    <message>
        <source>Checks are running.</source>
        <translation>Prüfungen laufen.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::PromotionPanel</name>
    <message>
        <source>Your name, to resume</source>
        <translation>Ihr Name, um fortzusetzen</translation>
    </message>
    <message>
        <source>Who resumes the line</source>
        <translation>Wer die Pause aufhebt</translation>
    </message>
    <message>
        <source>Disarmed after 30 s.</source>
        <translation>Nach 30 s entschärft.</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Not yet: disarm the promotion</source>
        <translation>Noch nicht: die Beförderung entschärfen</translation>
    </message>
    <message>
        <source>Last line of the stage command</source>
        <translation>Letzte Zeile des Stufenbefehls</translation>
    </message>
    <message>
        <source>Resume the line</source>
        <translation>Pause aufheben</translation>
    </message>
    <message>
        <source>Pause the line</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>A named person lifts a pause: give your name.</source>
        <translation>Eine Pause hebt eine Person mit Namen auf: Geben Sie Ihren Namen an.</translation>
    </message>
    <message>
        <source>Promoting to %1&#xa0;%, %2 s. Abort stays one press away.</source>
        <translation>Wird auf %1 % befördert, %2 s. Abbrechen bleibt einen Druck entfernt.</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Beförderung</translation>
    </message>
    <message>
        <source>Every stage is promoted</source>
        <translation>Jede Stufe ist befördert</translation>
    </message>
    <message>
        <source>Post-cutover checks and closing come next.</source>
        <translation>Als Nächstes kommen die Prüfungen nach dem Cutover und der Abschluss.</translation>
    </message>
    <message>
        <source>Promotion to %1&#xa0;%</source>
        <translation>Beförderung auf %1 %</translation>
    </message>
    <message>
        <source>Promote to %1&#xa0;%…</source>
        <translation>Auf %1 % befördern…</translation>
    </message>
    <message>
        <source>Promote to %1 per cent</source>
        <translation>Auf %1 Prozent befördern</translation>
    </message>
    <message>
        <source>Promote to %1 per cent, refused: %2</source>
        <translation>Auf %1 Prozent befördern, verweigert: %2</translation>
    </message>
    <message>
        <source>Disarmed: another stage comes next now.</source>
        <translation>Entschärft: Jetzt kommt eine andere Stufe als Nächstes.</translation>
    </message>
    <message>
        <source>Disarmed: %1</source>
        <translation>Entschärft: %1</translation>
    </message>
    <message>
        <source>something else is under way.</source>
        <translation>etwas anderes ist im Gange.</translation>
    </message>
    <message>
        <source>Disarmed: another decision was signed.</source>
        <translation>Entschärft: Eine andere Entscheidung wurde signiert.</translation>
    </message>
    <message>
        <source>disarms in %1 s</source>
        <translation>entschärft sich in %1 s</translation>
    </message>
    <message>
        <source>Promote %1&#xa0;% → %2&#xa0;%?</source>
        <translation>%1 % → %2 % befördern?</translation>
    </message>
    <message>
        <source>%1 on %2. Then a hold of %3.
Readyz, integrity, breaker and promotion mode: Go, judged %4 ago; they are run again before the command starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promote to %1&#xa0;% now</source>
        <translation>Jetzt auf %1 % befördern</translation>
    </message>
    <message>
        <source>Promote to %1 per cent now</source>
        <translation>Jetzt auf %1 Prozent befördern</translation>
    </message>
    <message>
        <source>Promoting to %1&#xa0;%</source>
        <translation>Wird auf %1 % befördert</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Verweigert: %1</translation>
    </message>
    <message>
        <source>The command ended with exit code %1 and desired_stage.txt says “%2”. Nothing is promoted.</source>
        <translation>Der Befehl endete mit Exit-Code %1, und in desired_stage.txt steht „%2“. Nichts ist befördert.</translation>
    </message>
    <message>
        <source>Refused now, for 1 reason:</source>
        <translation>Jetzt verweigert, aus 1 Grund:</translation>
    </message>
    <message>
        <source>Refused now, for %1 reasons:</source>
        <translation>Jetzt verweigert, aus %1 Gründen:</translation>
    </message>
    <message>
        <source>The console writes the stage file itself.</source>
        <translation>Die Konsole schreibt die Stufendatei selbst.</translation>
    </message>
    <message>
        <source>The next stage in order. Then a hold of %1, served while the watcher is armed.</source>
        <translation>Die nächste Stufe der Reihe. Danach eine Haltezeit von %1, die läuft, solange der Wächter scharf ist.</translation>
    </message>
    <message>
        <source>Then a hold of %1.</source>
        <translation>Danach eine Haltezeit von %1.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::ProposeDialog</name>
    <message>
        <source>Propose a version of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose version %1 of the list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts once another administrator has approved it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are the only administrator: you approve it yourself, with nobody beside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Propose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter and Space never sign. Esc cancels and changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · key %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who leaves decides nothing from then on; earlier signatures stay what they were. A lost or stolen key is revoked: it never comes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who comes, or gets another certificate or other roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate in PEM, as “keys export” wrote it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A role of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this certificate to the proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatures of decision makers that a GO needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 as %2, from %3, by the key
%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another version of the list came into force meanwhile: cancel, and begin with that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate has no role yet: tick one, then Add.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate is not among the changes yet: press Add.</source>
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
        <source>Needs a certificate and a role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing the proposal and writing it to the ledger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proposal can be signed, with the key of %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::RecoveryPanel</name>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>full height ok · two thirds not ok · struck through unreachable</source>
        <translation>volle Höhe ok · zwei Drittel nicht ok · durchgestrichen unerreichbar</translation>
    </message>
    <message>
        <source>Copy the abort command</source>
        <translation>Den Abbruchbefehl kopieren</translation>
    </message>
    <message>
        <source>By hand, in the workspace:</source>
        <translation>Von Hand, im Arbeitsbereich:</translation>
    </message>
    <message>
        <source>Do this now: see that the stage becomes abort</source>
        <translation>Jetzt zu tun: dafür sorgen, dass die Stufe abort wird</translation>
    </message>
    <message>
        <source>The abort command runs, and is run again until desired_stage.txt says abort. %1. Press Abort again, or run it by hand.</source>
        <translation>Der Abbruchbefehl läuft und wird wiederholt, bis in desired_stage.txt abort steht. %1. Drücken Sie noch einmal auf Abbrechen, oder führen Sie ihn von Hand aus.</translation>
    </message>
    <message>
        <source>Do this now: bring the stage back to abort</source>
        <translation>Jetzt zu tun: die Stufe auf abort zurückbringen</translation>
    </message>
    <message>
        <source>The abort was read back, but now %1. Press Abort again, or run it by hand.</source>
        <translation>Der Abbruch wurde zurückgelesen, aber nun: %1. Drücken Sie noch einmal auf Abbrechen, oder führen Sie ihn von Hand aus.</translation>
    </message>
    <message>
        <source>The abort ran and “abort” was read back, but readyz was not ok three times in a row within 15 min. Readyz says %1. Call the people at the right.</source>
        <translation>Der Abbruch lief und „abort“ wurde zurückgelesen, aber readyz war nicht binnen 15 min dreimal in Folge ok. Readyz sagt %1. Rufen Sie die Leute rechts an.</translation>
    </message>
    <message>
        <source>nothing that can be read</source>
        <translation>nichts Lesbares</translation>
    </message>
    <message>
        <source>If the abort has to be run by hand, in the workspace:</source>
        <translation>Falls der Abbruch von Hand laufen muss, im Arbeitsbereich:</translation>
    </message>
    <message>
        <source>The abort ran and “abort” was read back. Readyz must be ok three times in a row; after 15 min without it this counts as not recovered.</source>
        <translation>Der Abbruch lief und „abort“ wurde zurückgelesen. Readyz muss dreimal in Folge ok sein; nach 15 min ohne das gilt es als nicht wiederhergestellt.</translation>
    </message>
    <message>
        <source>Abort command: %1</source>
        <translation>Abbruchbefehl: %1</translation>
    </message>
    <message>
        <source>Readyz since the abort: not polled here yet</source>
        <translation>Readyz seit dem Abbruch: hier noch nicht abgefragt</translation>
    </message>
    <message>
        <source>Readyz since the abort, polled %1 × here: %2 ok, %3 not ok, %4 unreachable</source>
        <translation>Readyz seit dem Abbruch, hier %1-mal abgefragt: %2 ok, %3 nicht ok, %4 unerreichbar</translation>
    </message>
    <message>
        <source>%1 of %2 ok in a row</source>
        <translation>%1 von %2 in Folge ok</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
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
    <name>cutover::gui::RightColumn</name>
    <message>
        <source>Detail, decision and promotion</source>
        <translation>Einzelheiten, Entscheidung und Beförderung</translation>
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
    <message>
        <source>Enter and Space never sign. Esc cancels and changes nothing.</source>
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
        <translation>mindestens %1 Zeichen, %2 angegeben</translation>
    </message>
    <message>
        <source>%1 is refused now, for %2 reasons</source>
        <translation>%1 wird jetzt verweigert, aus %2 Gründen</translation>
    </message>
    <message>
        <source>%1 is refused now</source>
        <translation>%1 wird jetzt verweigert</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>Snapshot %1 UTC, %2 old</source>
        <translation>Momentaufnahme %1 UTC, %2 alt</translation>
    </message>
    <message>
        <source>No snapshot yet</source>
        <translation>Noch keine Momentaufnahme</translation>
    </message>
    <message>
        <source>GO</source>
        <translation>GO</translation>
    </message>
    <message>
        <source>NO-GO</source>
        <translation>NO-GO</translation>
    </message>
    <message>
        <source>this account has no signing key; make one</source>
        <translation>dieses Konto hat keinen Signaturschlüssel; legen Sie einen an</translation>
    </message>
    <message>
        <source>the statement is being composed</source>
        <translation>die Erklärung wird verfasst</translation>
    </message>
    <message>
        <source>it is refused for %1 reasons, listed on the left</source>
        <translation>es wird aus %1 Gründen verweigert, links aufgeführt</translation>
    </message>
    <message>
        <source>the live verdict is no longer GO, because of %1</source>
        <translation>das laufende Urteil ist nicht mehr GO, wegen %1</translation>
    </message>
    <message>
        <source>%1 of %2 rows have not been in view</source>
        <translation>%1 von %2 Zeilen waren noch nicht zu sehen</translation>
    </message>
    <message>
        <source>change %1 is not acknowledged</source>
        <translation>Änderung %1 ist nicht zur Kenntnis genommen</translation>
    </message>
    <message>
        <source>%1 changes are not acknowledged</source>
        <translation>%1 Änderungen sind nicht zur Kenntnis genommen</translation>
    </message>
    <message>
        <source>the reason has %1 of %2 characters</source>
        <translation>der Grund hat %1 von %2 Zeichen</translation>
    </message>
    <message>
        <source>the passphrase is missing</source>
        <translation>die Passphrase fehlt</translation>
    </message>
    <message>
        <source>Signing: the verdict is judged again, then the key is unlocked.</source>
        <translation>Wird signiert: Das Urteil wird noch einmal gefällt, dann der Schlüssel aufgeschlossen.</translation>
    </message>
    <message>
        <source>%1 cannot be signed yet: %2.</source>
        <translation>%1 kann noch nicht signiert werden: %2.</translation>
    </message>
    <message>
        <source>%1 can be signed, with the key of %2.</source>
        <translation>%1 kann signiert werden, mit dem Schlüssel von %2.</translation>
    </message>
    <message>
        <source>Sign %1</source>
        <translation>%1 signieren</translation>
    </message>
    <message>
        <source>Sign the decision %1</source>
        <translation>Die Entscheidung %1 signieren</translation>
    </message>
    <message>
        <source>What you see here is exactly what you sign.</source>
        <translation>Was Sie hier sehen, ist genau das, was Sie signieren.</translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation>Was signiert wird</translation>
    </message>
    <message>
        <source>List of signers…</source>
        <translation>Liste der Unterzeichner…</translation>
    </message>
    <message>
        <source>Meaning of this signature</source>
        <translation>Bedeutung dieser Signatur</translation>
    </message>
    <message>
        <source>Reason, at least %1 characters</source>
        <translation>Grund, mindestens %1 Zeichen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Changes since the last signed decision</source>
        <translation>Änderungen seit der letzten signierten Entscheidung</translation>
    </message>
    <message>
        <source>Key and passphrase</source>
        <translation>Schlüssel und Passphrase</translation>
    </message>
    <message>
        <source>Quorum</source>
        <translation>Quorum</translation>
    </message>
    <message>
        <source>Enter and Space never sign. Esc cancels and changes nothing.</source>
        <translation>Eingabe- und Leertaste signieren nie. Esc bricht ab und ändert nichts.</translation>
    </message>
    <message>
        <source>Cancel, nothing is signed</source>
        <translation>Abbrechen, nichts wird signiert</translation>
    </message>
    <message>
        <source>&amp;Sign %1</source>
        <translation>%1 &amp;signieren</translation>
    </message>
    <message>
        <source>Countersign the closing</source>
        <translation>Den Abschluss gegenzeichnen</translation>
    </message>
    <message>
        <source>Countersign the decision %1</source>
        <translation>Die Entscheidung %1 gegenzeichnen</translation>
    </message>
    <message>
        <source>Sign the closing: %1</source>
        <translation>Den Abschluss signieren: %1</translation>
    </message>
    <message>
        <source>Not shown: the refusal on the left comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Envelope and PDF verify. What the first signer saw is exactly what you sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no newer evidence</source>
        <translation>keine neueren Nachweise</translation>
    </message>
    <message>
        <source>newer evidence %1</source>
        <translation>neuere Nachweise %1</translation>
    </message>
    <message>
        <source>%1: rows Go, refused all the same</source>
        <translation>%1: Zeilen Go, trotzdem verweigert</translation>
    </message>
    <message>
        <source>%1, verdict %2</source>
        <translation>%1, Urteil %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>still GO</source>
        <translation>weiterhin GO</translation>
    </message>
    <message>
        <source>envelope and PDF are being verified</source>
        <translation>Umschlag und PDF werden geprüft</translation>
    </message>
    <message>
        <source>a trigger fired: %1</source>
        <translation>ein Auslöser hat angeschlagen: %1</translation>
    </message>
    <message>
        <source>the rollout was aborted since the snapshot; cancel, and sign anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rollout is another one since the snapshot; cancel, and sign anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Envelope and PDF are being verified, before anything is shown or signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the first signer saw, from the ledger&apos;s store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed so far</source>
        <translation>Bisher signiert</translation>
    </message>
    <message>
        <source>The signatures are being verified.</source>
        <translation>Die Signaturen werden geprüft.</translation>
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
        <source>One signature is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 signatures are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One signature is enough for a NO-GO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: this key fills no seat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, deputy of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With yours %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 given.</source>
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
    <message>
        <source>none: the attempt is over</source>
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
        <translation>Liste der Unterzeichner</translation>
    </message>
    <message>
        <source>Cancel, nothing is trusted</source>
        <translation>Abbrechen, keiner Liste wird vertraut</translation>
    </message>
    <message>
        <source>&amp;Found the list</source>
        <translation>Liste &amp;gründen</translation>
    </message>
    <message>
        <source>Found the list of signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trust this list</source>
        <translation>Dieser Liste &amp;vertrauen</translation>
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
        <translation>Dieses Konto hat keinen Signaturschlüssel; legen Sie einen an.</translation>
    </message>
    <message>
        <source>The passphrase of the key is missing.</source>
        <translation>Die Passphrase des Schlüssels fehlt.</translation>
    </message>
    <message>
        <source>%1 of %2 digits are typed.</source>
        <translation>%1 von %2 Stellen sind eingegeben.</translation>
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
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
    <message>
        <source>Propose a change…</source>
        <translation>Änderung vorschlagen…</translation>
    </message>
    <message>
        <source>&amp;Approve the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve the proposed version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of signers, and what is proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not one that may approve it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel, nothing is approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change of this list waits for your approval. Read each line; where one is unexpected, ask its proposer in person or by telephone before you sign it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve version %1 of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With your signature it counts, here and for everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version can be approved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter and Space never sign.</source>
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
    <message>
        <source>Proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposal %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cutover::gui::StartNotice</name>
    <message>
        <source>Send the start notification</source>
        <translation>Startmeldung senden</translation>
    </message>
    <message>
        <source>It is under way, and tried again by itself.</source>
        <translation>Sie ist unterwegs und wird von selbst wiederholt.</translation>
    </message>
    <message>
        <source>Tells %1. The first that takes it confirms this point.</source>
        <translation>Meldet an %1. Wer sie zuerst annimmt, bestätigt diesen Punkt.</translation>
    </message>
</context>
<context>
    <name>cutover::gui::StartPage</name>
    <message>
        <source>Start the demo cutover</source>
        <translation>Demo-Cutover starten</translation>
    </message>
    <message>
        <source>A simulated service, nothing to set up. Everything says DEMO.</source>
        <translation>Ein simulierter Dienst, nichts einzurichten. Alles trägt DEMO.</translation>
    </message>
    <message>
        <source>Open a workspace…</source>
        <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
        <source>A folder that holds cutover.json.</source>
        <translation>Ein Ordner, in dem cutover.json liegt.</translation>
    </message>
    <message>
        <source>Recent workspaces</source>
        <translation>Letzte Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Nothing opened yet. The demo needs no set-up.</source>
        <translation>Noch nichts geöffnet. Die Demo braucht keine Einrichtung.</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>From the Go/No-Go matrix to a signed decision and a promoted canary.</source>
        <translation>Von der Go/No-Go-Matrix zur signierten Entscheidung und zum beförderten Canary.</translation>
    </message>
    <message>
        <source>last judged</source>
        <translation>zuletzt beurteilt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>folder not reachable</source>
        <translation>Ordner nicht erreichbar</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>or with the console’s own probes in place of the scripts</source>
        <translation>oder mit den eigenen Proben der Konsole statt der Skripte</translation>
    </message>
    <message>
        <source>New cutover…</source>
        <translation>Neuer Cutover…</translation>
    </message>
    <message>
        <source>Writes cutover.json for a repository, from its filled checklist if there is one.</source>
        <translation>Schreibt cutover.json für ein Repository, aus dessen ausgefüllter Checkliste, falls es eine gibt.</translation>
    </message>
    <message>
        <source>Verify a file…</source>
        <translation>Datei prüfen…</translation>
    </message>
    <message>
        <source>A decision, manifest or bundle; or drop it here.</source>
        <translation>Eine Entscheidung, ein Manifest oder ein Bündel; oder hierher ziehen.</translation>
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
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>cutover::gui::StatusTally</name>
    <message>
        <source>%1 of %2 Go</source>
        <translation>%1 von %2 Go</translation>
    </message>
</context>
<context>
    <name>cutover::gui::TriggerPanel</name>
    <message>
        <source>Abort triggers</source>
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
        <source>%1 over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blind; the last value was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>armed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody watches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind: no trigger can be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 polls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blind, %1</source>
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
    <name>cutover::gui::VerifyWindow</name>
    <message>
        <source>Verify a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing judged yet. Open or drop a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An envelope, a decision PDF, a manifest, a ledger export, a list of signers, or a bundle’s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the bundle that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use other &amp;trust…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify a &amp;bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verify a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it intact?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it trusted and authorised?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signer as printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed at (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file: nothing is sent anywhere, and no key is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown as read; judged on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify a bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roots of trust: lists of signers, certificates or public keys</source>
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
</context>
<context>
    <name>cutover::gui::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>Arbeitsbereich ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Start the &amp;demo cutover</source>
        <translation>&amp;Demo-Cutover starten</translation>
    </message>
    <message>
        <source>&amp;Export ledger…</source>
        <translation>Ledger &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Close workspace</source>
        <translation>Arbeitsbereich s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Checks</source>
        <translation>&amp;Prüfungen</translation>
    </message>
    <message>
        <source>Run &amp;selected</source>
        <translation>Au&amp;swahl prüfen</translation>
    </message>
    <message>
        <source>Run &amp;all</source>
        <translation>&amp;Alle prüfen</translation>
    </message>
    <message>
        <source>Run all with &amp;drills</source>
        <translation>Alle mit &amp;Übungen prüfen</translation>
    </message>
    <message>
        <source>&amp;Cancel running checks</source>
        <translation>Laufende Prüfungen ab&amp;brechen</translation>
    </message>
    <message>
        <source>Edit &amp;note</source>
        <translation>&amp;Notiz bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Full output…</source>
        <translation>&amp;Ganze Ausgabe…</translation>
    </message>
    <message>
        <source>Capture &amp;baselines now</source>
        <translation>&amp;Vergleichswerte jetzt erfassen</translation>
    </message>
    <message>
        <source>&amp;Decision</source>
        <translation>&amp;Entscheidung</translation>
    </message>
    <message>
        <source>Sign &amp;GO…</source>
        <translation>&amp;GO signieren…</translation>
    </message>
    <message>
        <source>Sign &amp;NO-GO…</source>
        <translation>&amp;NO-GO signieren…</translation>
    </message>
    <message>
        <source>Open decision &amp;PDF</source>
        <translation>&amp;PDF der Entscheidung öffnen</translation>
    </message>
    <message>
        <source>&amp;Save decision PDF as…</source>
        <translation>PDF der Entscheidung &amp;sichern als…</translation>
    </message>
    <message>
        <source>&amp;Make a signing key…</source>
        <translation>Signaturschlüssel &amp;anlegen…</translation>
    </message>
    <message>
        <source>&amp;List of signers…</source>
        <translation>&amp;Liste der Unterzeichner…</translation>
    </message>
    <message>
        <source>&amp;Rollout</source>
        <translation>&amp;Rollout</translation>
    </message>
    <message>
        <source>&amp;Copy status</source>
        <translation>Status &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Abort rollout, or stand down</source>
        <translation>Rollout &amp;abbrechen oder absagen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Bewegung verringern</translation>
    </message>
    <message>
        <source>&amp;Next area</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous area</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Cutover Console</source>
        <translation>Ü&amp;ber Cutover Console</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;New cutover…</source>
        <translation>&amp;Neuer Cutover…</translation>
    </message>
    <message>
        <source>Start the demo with the console’s own &amp;probes</source>
        <translation>Demo mit den eigenen &amp;Proben der Konsole starten</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Bericht &amp;sichern…</translation>
    </message>
    <message>
        <source>Com&amp;pare with a report…</source>
        <translation>Mit einem Bericht vergl&amp;eichen…</translation>
    </message>
    <message>
        <source>Seal &amp;evidence…</source>
        <translation>Nachweise &amp;versiegeln…</translation>
    </message>
    <message>
        <source>&amp;Rehearse…</source>
        <translation>P&amp;roben…</translation>
    </message>
    <message>
        <source>Row and decision, or &amp;rollout</source>
        <translation>Zeile und Entscheidung oder &amp;Rollout</translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation>Öffnen Sie zuerst einen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>&amp;Verify a file…</source>
        <translation>Datei prü&amp;fen…</translation>
    </message>
    <message>
        <source>&amp;Ceremony…</source>
        <translation>&amp;Zeremonie…</translation>
    </message>
    <message>
        <source>Co&amp;untersign…</source>
        <translation>&amp;Gegenzeichnen…</translation>
    </message>
    <message>
        <source>&amp;Silence alarms for 5 min</source>
        <translation>Alarme für 5 min &amp;stummschalten</translation>
    </message>
</context>
<context>
    <name>cutover::models::MatrixModel</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Check %1 of %2</source>
        <translation>Prüfung %1 von %2</translation>
    </message>
    <message>
        <source>Prerequisite</source>
        <translation>Voraussetzung</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Kriterium</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
</TS>
