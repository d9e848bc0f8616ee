#include "app/check.h"
#include "app/command_line.h"
#include "app/config.h"
#include "app/version.h"

int main(int count, char** arguments) {
    using namespace gerai::app;
    CommandLine line;
    add_check(line);
    add_config(line);
    add_version(line);
    return line.run(count, arguments);
}
