set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# CMake's default adds NDEBUG; an invariant is checked in the hall as it is in the test.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")

set(GERAI_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")

add_library(gerai_options INTERFACE)
target_compile_options(gerai_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wduplicated-cond -Wlogical-op
  -Wimplicit-fallthrough -Wswitch-enum -Werror
  -Wno-missing-field-initializers  # What a designated initializer leaves out has its default.
  -Wno-maybe-uninitialized         # g++ 12 sees it in the unused half of std::expected.
  -fstack-protector-strong -fcf-protection
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" AND NOT GERAI_SANITIZE)
  target_compile_options(gerai_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
# g++ 12 reports false null dereferences in inlined library code at -O2 and under sanitizers.
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT GERAI_SANITIZE)
  target_compile_options(gerai_options INTERFACE -Wnull-dereference)
endif()
if(GERAI_SANITIZE)
  target_compile_options(gerai_options INTERFACE -fsanitize=${GERAI_SANITIZE} -fno-omit-frame-pointer
    -Wno-mismatched-new-delete)  # g++ 12 sees it in the frames of coroutines, where sanitizers are.
  target_link_options(gerai_options INTERFACE -fsanitize=${GERAI_SANITIZE})
else()
  target_compile_definitions(gerai_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(gerai_options INTERFACE -Wl,-z,relro,-z,now)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
