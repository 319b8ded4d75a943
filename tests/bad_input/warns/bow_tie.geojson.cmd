chiiki tally $ROOT/tests/bad_input/points.csv --areas {file} --code code
