package dev.tutti.session;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;

/**
 * Settings of calls in sessions.
 *
 * @param finishes whether a call goes on to its end when its caller leaves, so that its answer is
 *     kept; otherwise it is cancelled, and only what was asked is kept
 */
public record SessionSettings(boolean finishes) {
  /** Section {@code conversation}, as far as it is about sessions. */
  public static final SettingsSection<SessionSettings> SECTION =
      SettingsSection.live("conversation", SessionSettings::read);

  /** Calls go on. */
  public static final SessionSettings DEFAULT = new SessionSettings(true);

  private enum OnDisconnect {
    FINISH,
    CANCEL
  }

  /** Reads the section {@code conversation}. */
  static SessionSettings read(Section section) {
    return new SessionSettings(
        section.oneOf("on_disconnect", OnDisconnect.values()).or(OnDisconnect.FINISH)
            == OnDisconnect.FINISH);
  }
}
