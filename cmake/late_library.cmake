# late_library(TARGET SOURCE DEFINITION LIBRARY [HEADERS]): LIBRARY, a file to link to, is not linked but loaded when it is first
# called (core/base/late_library.h); SOURCE of TARGET learns as DEFINITION under which name the loader finds it.
function(late_library target source definition library)
  execute_process(COMMAND ${CMAKE_READELF} -d ${library} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
  if(NOT dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
    message(FATAL_ERROR "${library} is no shared library")
  endif()
  set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS ${definition}="${CMAKE_MATCH_1}")
  target_include_directories(${target} SYSTEM PUBLIC ${ARGN})
  target_link_libraries(${target} PUBLIC ${CMAKE_DL_LIBS})
endfunction()
