# chiiki_library(NAME FOLDERS... LINK public libraries...): one static library of the folders' sources.
# Includes are written from the root ("core/geo/extent.h"); who may include whom stands in the link lines.
add_library(chiiki_options INTERFACE)
target_include_directories(chiiki_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(chiiki_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wpedantic)
# Qt6::Gui names OpenGL libraries that nothing here calls; each one loaded costs a millisecond of every command.
target_link_options(chiiki_options INTERFACE -Wl,--as-needed -Wl,-z,pack-relative-relocs)
if(CHIIKI_SANITIZE)
  target_compile_options(chiiki_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(chiiki_options INTERFACE -fsanitize=address,undefined)
endif()

function(chiiki_library name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;LINK" ${ARGN})
  set(sources)
  foreach(folder IN LISTS ARG_FOLDERS)
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.h)
    list(APPEND sources ${found})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC chiiki_options ${ARG_LINK})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
endfunction()
