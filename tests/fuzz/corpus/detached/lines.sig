c2
ln
