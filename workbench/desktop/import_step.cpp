#include "workbench/desktop/import_step.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr double titleWidth = 108;
constexpr double widestChoice = 240;

}  // namespace

QString evidenceText(const std::vector<Message>& evidence, const Words& words)
{
    QStringList reasons;
    for (const Message& reason : evidence)
        reasons << words.say(reason);
    return reasons.join(words("desktop.import_evidence_separator"));
}

ImportStep::ImportStep(int number, const char* objectName, QWidget* parent)
    : QWidget(parent)
    , number_(number)
    , sign_(new QLabel(this))
    , title_(new QLabel(this))
    , choice_(new QComboBox(this))
    , evidence_(new QLabel(this))
{
    choice_->setObjectName(QLatin1String(objectName));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice_->setFocusPolicy(Qt::StrongFocus);
    title_->setFont(theme::font(theme::textPoints, true));
    evidence_->setWordWrap(true);
    evidence_->setFont(theme::font(theme::captionPoints));
    evidence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setTextColour(*evidence_, theme::secondText);
    theme::keep(*this, [this] {
        sign_->setFixedWidth(theme::px(16));
        title_->setMinimumWidth(theme::px(titleWidth));
        choice_->setMaximumWidth(theme::px(widestChoice));
    });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(8);
    row->addWidget(sign_);
    row->addWidget(title_);
    row->addWidget(choice_);
    row->addWidget(evidence_, 1);
    connect(choice_, &QComboBox::activated, this,
            [this](int index) { emit chosen(choice_->itemData(index).toString().toStdString()); });
}

void ImportStep::setTitle(const QString& title)
{
    title_->setText(number_ > 0 ? QString::number(number_) + u' ' + title : title);
    choice_->setAccessibleName(title);
    setAccessibleName(title);
}

void ImportStep::show(const ImportDetection& detection, const Words& words, const QString& more)
{
    choice_->clear();
    for (const ImportDetection::Alternative& one : detection.alternatives)
        choice_->addItem(words.in(one.title), QString::fromStdString(one.word));
    int at = choice_->findData(QString::fromStdString(detection.word));
    if (at < 0 && !detection.word.empty()) {
        choice_->insertItem(0, words.in(detection.title), QString::fromStdString(detection.word));
        at = 0;
    }
    choice_->setCurrentIndex(at);
    choice_->setVisible(choice_->count() > 0);
    QString text = evidenceText(detection.evidence, words);
    if (!text.isEmpty())
        text = words("desktop.import_because", {text});
    evidence_->setText(more.isEmpty() ? text : text + u'　' + more);
    choice_->setAccessibleDescription(evidence_->text());
    sign(at >= 0, words);
}

void ImportStep::say(const QString& sentence, bool isFine, const Words& words)
{
    choice_->hide();
    evidence_->setText(sentence);
    sign(isFine, words);
}

void ImportStep::sign(bool isFine, const Words& words)
{
    sign_->setText(isFine ? QStringLiteral("✓") : QStringLiteral("▲"));
    sign_->setAccessibleName(words(isFine ? "desktop.import_fine" : "desktop.import_doubtful"));
    theme::setTextColour(*sign_, isFine ? theme::ok : theme::watch);
}

}  // namespace chiiki::desktop
