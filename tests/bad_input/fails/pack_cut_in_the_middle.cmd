new @OUT@ --pack tests/bad_input/fails/pack_cut_in_the_middle
