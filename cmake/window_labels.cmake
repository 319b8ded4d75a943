# window_labels(TARGET FOLDER): the labels of FOLDER/*_LANGUAGE.ts, one .qm a language, inside the program as
# :/i18n/window_LANGUAGE.qm. A new .ts file is picked up without a line here.
function(window_labels target folder)
  set(qrc "<RCC><qresource prefix=\"/i18n\">")
  foreach(language ja en)
    file(GLOB labels CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*_${language}.ts)
    set(qm ${CMAKE_CURRENT_BINARY_DIR}/window_${language}.qm)
    add_custom_command(OUTPUT ${qm} DEPENDS ${labels} VERBATIM
      COMMAND ${LRELEASE} -silent -idbased ${labels} -qm ${qm})
    string(APPEND qrc "<file alias=\"window_${language}.qm\">${qm}</file>")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/labels.qrc CONTENT "${qrc}</qresource></RCC>\n" @ONLY)
  qt_add_resources(resource ${CMAKE_CURRENT_BINARY_DIR}/labels.qrc)
  target_sources(${target} PRIVATE ${resource})
endfunction()
