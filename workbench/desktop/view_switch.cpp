#include "workbench/desktop/view_switch.h"

#include <QHBoxLayout>
#include <QRadioButton>

#include "workbench/desktop/words.h"

namespace chiiki::desktop {

ViewSwitch::ViewSwitch(const Words& words, QWidget* parent)
    : QWidget(parent)
    , words_(words)
    , map_(new QRadioButton(this))
    , tiles_(new QRadioButton(this))
{
    setObjectName(QStringLiteral("viewSwitch"));
    map_->setObjectName(QStringLiteral("viewSwitchMap"));
    tiles_->setObjectName(QStringLiteral("viewSwitchTiles"));
    map_->setChecked(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(map_);
    row->addWidget(tiles_);
    connect(tiles_, &QRadioButton::toggled, this, &ViewSwitch::changed);
    connect(&words_, &Words::changed, this, &ViewSwitch::retranslate);
    retranslate();
}

bool ViewSwitch::isTileMap() const
{
    return tiles_->isChecked();
}

void ViewSwitch::toggle()
{
    (isTileMap() ? map_ : tiles_)->setChecked(true);
}

void ViewSwitch::retranslate()
{
    map_->setText(words_("desktop.view_map"));
    tiles_->setText(words_("desktop.view_tiles"));
    setAccessibleName(words_("desktop.name_view"));
    tiles_->setToolTip(words_("desktop.view_tiles_tip"));
}

}  // namespace chiiki::desktop
