new @OUT@ --pack tests/bad_input/warns/pack_duplicate_district_code
