# Every library the programs link, named once with the reason it was chosen. All are Debian 12 packages;
# the packages themselves are listed in ./dev.
find_package(PkgConfig REQUIRED)
find_package(GDAL 3.6 REQUIRED)                         # every vector, table and spreadsheet format; loaded when first asked
pkg_check_modules(PROJ REQUIRED IMPORTED_TARGET proj)   # coordinates from one CRS to another
pkg_check_modules(GEOS REQUIRED IMPORTED_TARGET geos)   # exact geometry: union, validity, orientation
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)        # the workspace file
find_library(SPATIALITE_LIBRARY spatialite REQUIRED)    # its geometry columns, so that QGIS opens it; loaded when first asked
find_package(SQLiteCpp REQUIRED)                        # SQLite with owned handles
find_package(nlohmann_json 3.11 REQUIRED)               # pack, manifests, JSON answers
find_package(simdjson 3.0 REQUIRED)                     # requests to plugins: a million characters, read anew at each run
find_package(tl-expected REQUIRED)                      # std::expected before C++23
find_package(CLI11 2.1 REQUIRED)                        # command lines
find_package(TBB REQUIRED)                              # both cores for tallies, coverage and pages
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Test)   # drawing and the window
# Compiles the labels of the window. Only the program: its CMake package comes with the whole of Qt Designer and Assistant.
find_program(LRELEASE NAMES lrelease6 lrelease-qt6 lrelease REQUIRED
  HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_LIBEXECS})
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig cairo-ft harfbuzz-subset) # PDF whose text is right, fonts cut to what it shows
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)            # PNG without the filters that Qt always tries
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)          # puts PDF pages together: bookmarks, labels, alternative texts
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)       # SHA-256 by the processor's own instructions
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)    # walls round plugins: filters of system calls by name
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)          # plugins in a ZIP, names of any encoding
find_package(Catch2 2.13 REQUIRED)                      # tests
find_package(Threads REQUIRED)
