# The pages: ui/tools/build.mjs makes them and packs them into an assembler file, which the program
# carries.
find_program(NODE node REQUIRED HINTS ${CMAKE_SOURCE_DIR}/.cache/node/bin)

set(pages_dir ${CMAKE_BINARY_DIR}/ui)
file(GLOB_RECURSE pages_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ui/src/* ${CMAKE_SOURCE_DIR}/ui/tools/*
  ${CMAKE_SOURCE_DIR}/ui/*.html ${CMAKE_SOURCE_DIR}/ui/*.svg)
add_custom_command(
  OUTPUT ${pages_dir}/files.S ${pages_dir}/files.cpp
  COMMAND ${NODE} ui/tools/build.mjs ${pages_dir}
  DEPENDS ${pages_sources} ${CMAKE_SOURCE_DIR}/ui/vite.config.ts ${CMAKE_SOURCE_DIR}/ui/svelte.config.js
    ${CMAKE_SOURCE_DIR}/messages/id.json ${CMAKE_SOURCE_DIR}/messages/en.json
    ${CMAKE_SOURCE_DIR}/package-lock.json
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  VERBATIM)
target_sources(gerai_pages PRIVATE ${pages_dir}/files.S ${pages_dir}/files.cpp)
