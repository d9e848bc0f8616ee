#!/usr/bin/env python3
"""tests/e2e/run.py [NAME...]: runs the tests over HTTP against a built server (GERAI, by default
build/release/gerai) and ends with `N passed, N failed`. NAME is a part of a test's name.

The long forms: E2E_STORM_SECONDS=30, and E2E_DAY_SPEED=60 E2E_DAY_VOLUME=2 E2E_DAY_KILL_EVERY=5."""

import importlib
import os
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hall

MODULES = ("test_story", "test_follow", "test_estimates", "test_faults", "test_storm",
           "test_boards", "test_planning", "test_calibration", "test_forming", "test_day")


def main(wanted):
    passed = failed = skipped = 0
    for name in MODULES:
        module = importlib.import_module(name)
        for test in [value for key, value in vars(module).items() if key.startswith("test_")]:
            if wanted and not any(word in test.__name__ for word in wanted):
                continue
            began = time.monotonic()
            try:
                test()
                passed += 1
                verdict = "passed"
            except hall.Skipped as why:
                skipped += 1
                verdict = f"skipped: {why}"
            except Exception:
                failed += 1
                verdict = "FAILED\n" + traceback.format_exc()
            print(f"{test.__name__.removeprefix('test_').replace('_', ' ')} "
                  f"({time.monotonic() - began:.1f} s): {verdict}", flush=True)
    print(f"e2e: {passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if failed == 0 and passed > 0 else 1


sys.exit(main(sys.argv[1:]))
