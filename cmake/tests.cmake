find_package(GTest REQUIRED)
find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
include(GoogleTest)

# gerai_tests(folder [OF module]): every *_test.cpp in and below tests/<folder> in one program, against the module
# of the same name or the one that is named.
function(gerai_tests folder)
  cmake_parse_arguments(ARG "" "OF" "" ${ARGN})
  if(NOT ARG_OF)
    set(ARG_OF ${folder})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${folder} ${sources})
  target_include_directories(test_${folder} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_include_directories(test_${folder} SYSTEM PRIVATE ${RAPIDCHECK_INCLUDE})
  target_link_libraries(test_${folder} PRIVATE
    gerai_${ARG_OF} gerai_options GTest::gtest GTest::gtest_main ${RAPIDCHECK_LIBRARY})
  target_compile_definitions(test_${folder} PRIVATE GERAI_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  # rapidcheck is built without g++'s newer conversion warnings in mind.
  target_compile_options(test_${folder} PRIVATE -Wno-sign-conversion -Wno-conversion)
  gtest_discover_tests(test_${folder} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
endfunction()
