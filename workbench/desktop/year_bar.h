#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "workbench/desktop/desk.h"
#include "workbench/desktop/year_slider.h"

class QLabel;
class QPushButton;

namespace chiiki::desktop {

/// 年度, below the picture: all years that the indicator has values of and the years of the plan, the one shown marked.
/// Where the year has no value it says so and offers the nearest one that has; it never goes there by itself.
class YearBar : public QWidget {
    Q_OBJECT

public:
    explicit YearBar(const Desk& desk, QWidget* parent = nullptr);

    /// One fiscal year on (1) or back (-1), as far as the ticks go.
    void step(int years);

private:
    void takeContent();

    const Desk desk_;
    QLabel* title_;
    YearSlider* slider_;
    QWidget* absent_;  // the line of a year without values
    QLabel* sentence_;
    QPushButton* nearest_;
    std::optional<int> nearestYear_;
};

/// The ticks for what is shown: its years, those of the values that the workspace stores, and the six fiscal years up
/// to the latest of these or of the workspace's date; gaps filled. Empty without a city.
std::vector<YearSlider::Tick> yearTicks(const CityDocument& document);

}  // namespace chiiki::desktop
