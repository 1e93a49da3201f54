package dev.tutti.gateway.chat;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;

/**
 * Context in which an answer is written.
 *
 * @param request what was asked of the model
 * @param created when, in seconds since 1970
 * @param echoModel whether the answer names the model as the caller did
 * @param report what the answer says of its call
 */
public record AnswerContext(
    ChatRequest request, Call call, long created, boolean echoModel, CallReport report) {}
