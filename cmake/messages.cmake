# The catalogues of messages as C++: `web/message.h` and its table, made anew when a text changes.
add_executable(gerai_messages_generator src/web/messages/generate.cpp)
target_link_libraries(gerai_messages_generator PRIVATE Boost::json gerai_options)

set(messages_dir ${CMAKE_BINARY_DIR}/generated/web)
file(MAKE_DIRECTORY ${messages_dir}/web)
add_custom_command(
  OUTPUT ${messages_dir}/web/message.h ${messages_dir}/message.cpp
  COMMAND gerai_messages_generator ${CMAKE_SOURCE_DIR}/messages/id.json
    ${CMAKE_SOURCE_DIR}/messages/en.json ${messages_dir}/web/message.h ${messages_dir}/message.cpp
  DEPENDS gerai_messages_generator ${CMAKE_SOURCE_DIR}/messages/id.json
    ${CMAKE_SOURCE_DIR}/messages/en.json
  VERBATIM)
add_custom_target(gerai_messages DEPENDS ${messages_dir}/web/message.h ${messages_dir}/message.cpp)

target_sources(gerai_web PRIVATE ${messages_dir}/message.cpp)
target_include_directories(gerai_web PUBLIC ${messages_dir})
# Whoever includes a header of `web` needs the generated one first.
add_dependencies(gerai_web gerai_messages)
