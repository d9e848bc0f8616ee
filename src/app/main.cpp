#include "app/audit_verb.h"
#include "app/backup.h"
#include "app/check.h"
#include "app/command_line.h"
#include "app/config.h"
#include "app/hall_verbs.h"
#include "app/import.h"
#include "app/planning/bundle_verbs.h"
#include "app/planning/calibrate_verb.h"
#include "app/planning/compare_verb.h"
#include "app/planning/forecast_verb.h"
#include "app/planning/plan_verb.h"
#include "app/planning/simulate.h"
#include "app/planning/study_verbs.h"
#include "app/serve_verb.h"
#include "app/tokens.h"
#include "app/version.h"

int main(int count, char** arguments) {
    using namespace gerai::app;
    CommandLine line;
    add_serve(line);
    add_check(line);
    add_import(line);
    add_token(line);
    add_hall_verbs(line);
    add_audit(line);
    add_backup(line);
    add_simulate(line);
    add_plan(line);
    add_compare(line);
    add_forecast(line);
    add_bundle(line);
    add_study(line);
    add_calibrate(line);
    add_config(line);
    add_version(line);
    return line.run(count, arguments);
}
