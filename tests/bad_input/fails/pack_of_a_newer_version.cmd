new @OUT@ --pack tests/bad_input/fails/pack_of_a_newer_version
