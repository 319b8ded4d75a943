#pragma once

#include <QFrame>

#include "workbench/desktop/desk.h"

class QLabel;
class QPushButton;

namespace chiiki::desktop {

/// The line over the map while a facility is taken to its right place: what to do, how far it went, and two buttons.
class FacilityMoveBar : public QFrame {
    Q_OBJECT

public:
    FacilityMoveBar(const Desk& desk, QWidget& map);

    /// `how`: what to do; `far`: where the mark stands now; `canKeep`: it stands elsewhere than before.
    void tell(const QString& how, const QString& far, bool canKeep);
    /// Along the upper edge of the map.
    void place();

signals:
    void kept();
    void left();

private:
    const Desk desk_;
    QLabel* how_;
    QLabel* far_;
    QPushButton* keep_;
    QPushButton* leave_;
};

}  // namespace chiiki::desktop
