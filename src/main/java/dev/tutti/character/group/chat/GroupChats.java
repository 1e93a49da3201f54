package dev.tutti.character.group.chat;

import dev.tutti.call.ActiveCalls;
import dev.tutti.character.CharacterFiles;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.session.SessionChats;
import java.util.function.ToIntFunction;

/**
 * Group chats: what their turns work with. Thread-safe.
 *
 * @param sessions in which groups are kept; their threads are virtual ones
 * @param detector says whether a message goes on with what was said before
 * @param tokens of an entry of a lorebook
 * @param live calls of speakers, until they end
 * @param running turns that may be cancelled
 */
public record GroupChats(
    StoredGroups groups,
    SessionChats sessions,
    CharacterFiles files,
    GroupModels models,
    FollowUpDetector detector,
    ToIntFunction<String> tokens,
    ActiveCalls live,
    RunningTurns running) {}
