#pragma once

#include <span>

#include "core/io/standard_sets.h"
#include "core/io/vector_reader.h"

namespace chiiki {

/// Point layers of 国土数値情報 that list facilities, told by the names of their attributes: P02 公共施設, P04
/// 医療機関, P05 市町村役場等及び公的集会施設, P14 福祉施設, P20 避難施設, P27 文化施設, P29 学校, P30 郵便局, P35
/// 道の駅. Names and meanings are those of the attribute lists that the ministry publishes with each layer.
std::span<const StandardSet> ksjSets();

/// Writes out what codes of such a layer mean (P04_001 「1」 is 病院), and gives the attributes of older editions the
/// names that their meaning has today: P14 of 2015 numbers its attributes otherwise than that of 2021, P29 of 2013
/// otherwise than those from 2021 on. Any other layer stays as it is.
void spellOutKsj(VectorLayer& layer);

}  // namespace chiiki
