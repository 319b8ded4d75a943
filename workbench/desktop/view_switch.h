#pragma once

#include <QWidget>

#include "workbench/desktop/desk.h"

class QRadioButton;

namespace chiiki::desktop {

/// 地図|タイル図: which of the two pictures of the city is shown; neither is marked while another picture stands there.
class ViewSwitch : public QWidget {
    Q_OBJECT

public:
    explicit ViewSwitch(const Desk& desk, QWidget* parent = nullptr);

    /// From the map to the tile map; to the map from anything else.
    void toggle();

private:
    void showPicture();
    void retranslate();

    const Desk desk_;
    QRadioButton* map_;
    QRadioButton* tiles_;
};

}  // namespace chiiki::desktop
