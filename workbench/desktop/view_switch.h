#pragma once

#include <QWidget>

class QRadioButton;

namespace chiiki::desktop {

class Words;

/// 地図|タイル図: which of the two pictures of the city is shown.
class ViewSwitch : public QWidget {
    Q_OBJECT

public:
    explicit ViewSwitch(const Words& words, QWidget* parent = nullptr);

    bool isTileMap() const;
    void toggle();

signals:
    void changed(bool isTileMap);

private:
    void retranslate();

    const Words& words_;
    QRadioButton* map_;
    QRadioButton* tiles_;
};

}  // namespace chiiki::desktop
