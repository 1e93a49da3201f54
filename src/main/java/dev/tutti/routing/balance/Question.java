package dev.tutti.routing.balance;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;

/** What a balancer may look at: the request, and who asks. */
public record Question(ChatRequest request, Caller caller) {}
