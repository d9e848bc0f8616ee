# The commit that `gerai version` names; a tree without git names none.
execute_process(COMMAND git -C ${CMAKE_SOURCE_DIR} rev-parse --short=12 HEAD
  OUTPUT_VARIABLE GERAI_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT GERAI_COMMIT)
  set(GERAI_COMMIT "unknown")
endif()
