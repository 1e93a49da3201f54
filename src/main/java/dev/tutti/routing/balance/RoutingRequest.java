package dev.tutti.routing.balance;

import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;

/** Request and caller, which a balancer may look at. */
public record RoutingRequest(ChatRequest request, Caller caller) {}
