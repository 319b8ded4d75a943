#include "workbench/desktop/empty_map.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {

EmptyMap::EmptyMap(const Desk& desk, QWidget* map)
    : QWidget(map)
    , desk_(desk)
    , sentence_(new QLabel(this))
    , toTiles_(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyMap"));
    setAutoFillBackground(true);  // the chrome's ground: the sea is not dark in the dark theme
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(12);
    column->addWidget(sentence_);
    column->addWidget(toTiles_, 0, Qt::AlignHCenter);
    connect(toTiles_, &QPushButton::clicked, this, [this] { desk_.state.setPicture({Picture::Kind::Tiles}); });
    connect(&desk_.words, &Words::changed, this, &EmptyMap::retranslate);
    retranslate();
    hide();
}

void EmptyMap::retranslate()
{
    sentence_->setText(desk_.words("desktop.map_no_outlines"));
    toTiles_->setText(desk_.words("desktop.map_to_tiles"));
}

}  // namespace chiiki::desktop
