new @OUT@ --pack tests/bad_input/fails/pack_without_districts
