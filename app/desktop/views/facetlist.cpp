// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/facetlist.h"

#include "app/desktop/palette.h"

#include <QPainter>

#include <algorithm>

namespace crosstalk {

namespace {

QIcon badgeIcon(const InstanceTag &tag, const QPalette &palette)
{
    constexpr int side = 16;
    constexpr int scale = 2;
    QPixmap picture(side * scale, side * scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintBadge(&painter, QRectF(0, 0, side * scale, side * scale), tag, palette);
    picture.setDevicePixelRatio(scale);
    return picture;
}

} // namespace

QComboBox *makeFacetList(QWidget *parent, const QString &all, const QString &accessibleName)
{
    auto *list = new QComboBox(parent);
    list->addItem(all, QVariant());
    list->setAccessibleName(accessibleName);
    list->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    // Narrow windows cut their words off before they get any wider for them.
    const int letter = list->fontMetrics().horizontalAdvance(QLatin1Char('m'));
    list->setMinimumWidth(letter * 4);
    list->setMaximumWidth(letter * 14);
    list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    list->setIconSize({14, 14});
    return list;
}

void chooseFacet(QComboBox *list, const QVariant &wanted)
{
    int index = wanted.isValid() ? list->findData(wanted) : 0;
    if (index < 0) {
        list->addItem(wanted.toString(), wanted);
        index = list->count() - 1;
    }
    list->setCurrentIndex(index);
}

void removeOtherFacets(QComboBox *list, const std::function<bool(const QString &)> &occurs)
{
    for (int i = list->count() - 1; i > 0; --i)
        if (i != list->currentIndex() && !occurs(list->itemData(i).toString()))
            list->removeItem(i);
}

void fillWithTags(QComboBox *list, const QList<InstanceTag> &tags, const QString &words)
{
    removeOtherFacets(list, [&](const QString &name) {
        return std::any_of(tags.begin(), tags.end(), [&](const InstanceTag &tag) { return tag.name == name; });
    });
    for (const InstanceTag &tag : tags) {
        int place = list->findData(tag.name);
        if (place < 0) {
            place = list->count();
            list->addItem(tag.name, tag.name);
        }
        // The broker and the like are known by their names.
        list->setItemText(place, words.arg(instanceWord(tag)));
        if (tag.number >= 0)
            list->setItemIcon(place, badgeIcon(tag, list->palette()));
    }
}

} // namespace crosstalk
