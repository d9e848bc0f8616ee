#include "app/planning/calibration_file.h"

#include <fstream>
#include <sstream>

#include "app/command_line.h"
#include "plan/calibration/json.h"

namespace gerai::app {

namespace {

std::string words_for(const plan::NoCalibration& why) {
    if (why.newer_version > 0) {
        return "a newer gerai wrote it (version " + std::to_string(why.newer_version) +
               "): use that one, or calibrate anew.";
    }
    const json::Fault& first = why.faults.front();
    if (first.kind == json::FaultKind::malformed) return "it is not JSON.";
    return "it is not what gerai calibrate --out writes, first at \"" + first.pointer + "\".";
}

}  // namespace

plan::Calibration read_calibration_file(const std::string& file, const std::string& mall) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw WrongCall{"Cannot read " + file + ": name a file of gerai calibrate --out."};
    auto calibration = plan::read_calibration(text.str());
    if (!calibration) {
        throw WrongCall{"Cannot use " + file + ": " + words_for(calibration.error())};
    }
    if (calibration->mall != mall) {
        throw WrongCall{file + " is of the mall \"" + calibration->mall + "\", not of \"" + mall +
                        "\"."};
    }
    return *std::move(calibration);
}

std::string warning_of_other_file(const plan::Calibration& calibration, std::string_view digest) {
    if (calibration.is_of(digest)) return {};
    return "The calibration was made with another file of this mall: what that one does not have "
           "keeps its planning figures.";
}

}  // namespace gerai::app
