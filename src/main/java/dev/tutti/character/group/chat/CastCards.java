package dev.tutti.character.group.chat;

import dev.tutti.character.CharacterFiles;
import dev.tutti.character.card.CardRefusal;
import dev.tutti.character.prompt.CastCard;
import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cards of a group's members, as far as the others know them where the group joins cards; read
 * once. For one turn, on its thread; blocking.
 */
final class CastCards {
  private final CharacterFiles files;
  private final ChatGroup group;
  private final Map<String, Optional<CastCard>> read = new HashMap<>();

  CastCards(CharacterFiles files, ChatGroup group) {
    this.files = files;
    this.group = group;
  }

  /** What a member knows of the others; nothing where each has its own card alone. */
  List<CastCard> knownTo(CastMember member) {
    var known = new ArrayList<CastCard>();
    if (group.rules().joinsCards()) {
      for (var each : group.members()) {
        if (!each.equals(member)) {
          read.computeIfAbsent(each.character(), _ -> read(each)).ifPresent(known::add);
        }
      }
    }
    return List.copyOf(known);
  }

  /** Nothing of a character that is not there any more: only its own turn fails. */
  private Optional<CastCard> read(CastMember member) {
    try {
      return Optional.of(CastCard.of(member.name(), files.card(group.owner(), member.character())));
    } catch (Fault | CardRefusal _) {
      return Optional.empty();
    }
  }
}
