package dev.tutti.character.group.chat;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Transcript of a group for one turn: what each speaker has heard of it, and where replies are
 * kept. On the thread of the turn.
 */
interface GroupTranscript {
  /** Everything so far; replies of the turn are added to it. */
  GroupHistory history();

  /** Number of this turn, from 1. */
  int turn();

  /** What the one who runs the group tells every speaker; empty for nothing. */
  String policy();

  /**
   * What a member's model is sent of some lines.
   *
   * @return messages of a chat, the oldest first, its own words as {@code assistant}
   */
  List<ObjectNode> heard(CastMember member, List<GroupLine> lines, String model);

  /** Id of the next message. */
  String nextId();

  /** Keeps a reply, which is whole. */
  void keep(SpeakerReply reply, String model);
}
