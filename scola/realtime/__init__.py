"""The real-time process: live documents over WebSocket. Knows documents and capabilities only."""
