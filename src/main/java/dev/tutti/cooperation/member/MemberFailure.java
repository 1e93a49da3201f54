package dev.tutti.cooperation.member;

import dev.tutti.chat.Fault;
import java.time.Duration;

/** Failure of a member, and of everybody in its place. */
public record MemberFailure(Fault fault, CallSpending spent, Duration time)
    implements MemberOutcome {}
