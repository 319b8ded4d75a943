new @OUT@ --pack tests/bad_input/fails/pack_arc_that_is_not_there
