new @OUT@ --pack tests/bad_input/warns/pack_block_in_unknown_district
