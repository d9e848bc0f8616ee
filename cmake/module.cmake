# gerai_module(name USES folder... LIBS target...): the folder src/<name>, with what is in it, as a
# library; main.cpp and generate.cpp are programs.
#
# Its headers are reached through a link in a folder of its own (build/include/<name>/<name>), so that
# the include path of a target holds the folders it names with USES, and no other.
function(gerai_module name)
  cmake_parse_arguments(ARG "" "" "USES;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/(main|generate)\\.cpp$")

  set(include_dir ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${include_dir})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${include_dir}/${name} SYMBOLIC)

  list(TRANSFORM ARG_USES PREPEND gerai_)
  if(sources)
    add_library(gerai_${name} STATIC ${sources})
    target_include_directories(gerai_${name} PUBLIC ${include_dir})
    target_link_libraries(gerai_${name} PUBLIC ${ARG_USES} ${ARG_LIBS} PRIVATE gerai_options)
  else()
    add_library(gerai_${name} INTERFACE)
    target_include_directories(gerai_${name} INTERFACE ${include_dir})
    target_link_libraries(gerai_${name} INTERFACE ${ARG_USES} ${ARG_LIBS})
  endif()
endfunction()

# gerai_program(name folder): the executable whose main is src/<folder>/main.cpp.
function(gerai_program name folder)
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${folder}/main.cpp)
    add_executable(${name} ${CMAKE_SOURCE_DIR}/src/${folder}/main.cpp)
    target_link_libraries(${name} PRIVATE gerai_${folder} gerai_options)
  endif()
endfunction()
