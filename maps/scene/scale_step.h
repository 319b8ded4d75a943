#pragma once

namespace chiiki {

/// How much a map of this scale can show: the whole city, some districts, or streets and census blocks.
enum class ScaleStep {
    City,   // coarser than 1:200,000
    Area,   // 1:200,000 to 1:40,000: lines between towns, community centres, routes
    Block,  // finer: census blocks, every facility, stops
};

/// A px is 1/96 inch, on screen as on paper.
constexpr ScaleStep scaleStepOf(double metresPerPixel)
{
    constexpr double metresPerInch = 0.0254;
    const double denominator = metresPerPixel * 96 / metresPerInch;
    return denominator > 200000 ? ScaleStep::City : denominator > 40000 ? ScaleStep::Area : ScaleStep::Block;
}

/// Size in px of a district's name at a step.
constexpr double districtNameSize(ScaleStep step)
{
    return step == ScaleStep::City ? 12 : 14;
}

}  // namespace chiiki
