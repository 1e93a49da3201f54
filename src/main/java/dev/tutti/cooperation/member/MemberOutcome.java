package dev.tutti.cooperation.member;

import java.time.Duration;

/** Outcome of asking one member. */
public sealed interface MemberOutcome permits MemberReply, MemberFailure {
  /** Use of tokens and money, whatever came of it. */
  CallSpending spent();

  /** Time that it took. */
  Duration time();
}
