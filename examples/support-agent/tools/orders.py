"""The sample agent's function tool."""

ORDERS = {"A-100": "delivered", "A-101": "on its way"}


def order_status(order_id: str) -> str:
    """Tells where an order is."""
    return ORDERS.get(order_id, "unknown order")
