#pragma once

#include <string>
#include <vector>

#include <QComboBox>

#include "workbench/desktop/offered_indicators.h"

namespace chiiki::desktop {

class Words;

/// 指標: the list of indicators, grouped.
class IndicatorPicker : public QComboBox {
    Q_OBJECT

public:
    explicit IndicatorPicker(const Words& words, QWidget* parent = nullptr);

    void setOffered(std::vector<OfferedIndicator> offered);
    /// Shows this one as chosen without asking for it.
    void setCurrent(const std::string& id);
    /// Wide enough for most titles; where the bar has less, it gives way first.
    QSize sizeHint() const override;

signals:
    /// Chosen by a person.
    void picked(const std::string& id);

private:
    void fill();

    const Words& words_;
    std::vector<OfferedIndicator> offered_;
};

}  // namespace chiiki::desktop
