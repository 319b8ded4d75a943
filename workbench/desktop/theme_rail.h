#pragma once

#include <string>
#include <vector>

#include <QScrollArea>

#include "workbench/desktop/desk.h"

class QToolButton;

namespace chiiki::desktop {

/// The list of themes as a narrow strip of buttons with short names; for windows without room for the list.
class ThemeRail : public QScrollArea {
    Q_OBJECT

public:
    explicit ThemeRail(const Desk& desk, QWidget* parent = nullptr);

    QSize sizeHint() const override;

signals:
    /// A theme was asked for: the list is to be opened at it.
    void themePicked(const std::string& themeId);

private:
    void fill();
    void showChoice();

    const Desk desk_;
    std::vector<std::pair<std::string, QToolButton*>> buttons_;
    int widest_ = 0;  // px that a name takes
};

}  // namespace chiiki::desktop
