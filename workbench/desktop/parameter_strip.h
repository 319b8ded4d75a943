#pragma once

#include <optional>
#include <vector>

#include <QScrollArea>
#include <QTimer>

#include "core/model/manifest.h"
#include "workbench/desktop/desk.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace chiiki::desktop {

/// The parameters of the theme that is looked at, as its manifest declares them. A change is kept in the workspace, as
/// a step that can be undone, 250 ms after the last one; what was computed before stays until the new is there.
/// Invisible where the theme has none.
class ParameterStrip : public QScrollArea {
    Q_OBJECT

public:
    explicit ParameterStrip(const Desk& desk, QWidget* parent = nullptr);

    /// What all controls need, without scrolling; 0 = there are none.
    int wantedHeight() const;

signals:
    void contentChanged();

private:
    struct Control {
        ParameterSpec spec;
        QLabel* title = nullptr;
        QLabel* mark = nullptr;     // 既定
        QSlider* slider = nullptr;  // of a number ...
        QDoubleSpinBox* spin = nullptr;
        QComboBox* choices = nullptr;  // of a choice
        QCheckBox* check = nullptr;    // of yes or no
    };

    void takeTheme();
    void build();
    void addNumber(Control& control, QVBoxLayout& column);
    void takeValues();
    void showValues();
    void showTexts();
    void set(const ParameterSpec& spec, const std::string& value);
    void store();
    QString titleOf(const ParameterSpec& spec, const std::string& value) const;

    const Desk desk_;
    std::optional<Manifest> manifest_;
    ParameterValues values_;  // as the controls say; ahead of the workspace until it took them
    bool isAhead_ = false;
    std::vector<Control> controls_;
    QLabel* heading_ = nullptr;
    QLabel* readOnly_ = nullptr;
    QPushButton* reset_ = nullptr;
    QTimer rest_;
};

}  // namespace chiiki::desktop
