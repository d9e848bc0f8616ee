#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "mall/mall.h"
#include "plan/calibration/calibration.h"
#include "plan/calibration/check.h"

/// What a calibration found, as text and JSON.
namespace gerai::app {

/// A mall with what its days say of it.
struct CalibratedMall {
    const mall::Mall& mall;
    const plan::Calibration& calibration;
    const plan::ModelFit& fit;
};

std::string to_table(const CalibratedMall& calibrated);

boost::json::object to_json(const CalibratedMall& calibrated);

}  // namespace gerai::app
