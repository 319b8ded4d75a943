tally tests/bad_input/warns/coordinates_blank.csv --areas tests/bad_input/warns/bow_tie.geojson --code code
