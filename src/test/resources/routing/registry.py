MODEL_REGISTRY = {
    "classify_intent": "claude-haiku-4-5-20251001",
    "draft_email": "claude-sonnet-4-6",
}
