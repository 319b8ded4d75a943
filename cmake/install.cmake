# cmake --install build/release [--prefix ~/.local]: programs, built-in plugins, the data of Yamaguchi City, and what a
# desktop needs to list the window and to open .chiiki files with it. Programs find the rest beside themselves.
include(GNUInstallDirs)
install(TARGETS chiiki chiiki-workbench chiiki-confine RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS chiiki-verbs RUNTIME DESTINATION libexec)   # where bin/chiiki looks, whatever the system calls the folder
install(DIRECTORY ${CMAKE_BINARY_DIR}/plugins DESTINATION share/chiiki USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/data/yamaguchi ${CMAKE_SOURCE_DIR}/data/karte DESTINATION share/chiiki)
install(FILES ${CMAKE_SOURCE_DIR}/data/place_aliases.csv DESTINATION share/chiiki)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/share/applications ${CMAKE_SOURCE_DIR}/share/icons ${CMAKE_SOURCE_DIR}/share/mime
  DESTINATION share)
# The caches that desktops read; a package's own tools do this where a package is made.
install(CODE [[
  if("$ENV{DESTDIR}" STREQUAL "")
    foreach(call "update-mime-database;${CMAKE_INSTALL_PREFIX}/share/mime"
                 "update-desktop-database;${CMAKE_INSTALL_PREFIX}/share/applications"
                 "gtk-update-icon-cache;-q;-t;-f;${CMAKE_INSTALL_PREFIX}/share/icons/hicolor")
      list(GET call 0 tool)
      find_program(found_${tool} ${tool})
      if(found_${tool})
        execute_process(COMMAND ${call} OUTPUT_QUIET ERROR_QUIET)
      endif()
    endforeach()
  endif()
]])
