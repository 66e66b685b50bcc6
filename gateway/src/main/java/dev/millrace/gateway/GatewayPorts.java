package dev.millrace.gateway;

import dev.millrace.gateway.port.EventIntake;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.RunControl;
import dev.millrace.gateway.port.ServiceHealth;
import dev.millrace.gateway.port.StatusView;

/** The other rooms, as the gateway sees them. They belong to whoever starts the gateway, who also closes them. */
public record GatewayPorts(
        RunControl runs, EventIntake intake, LedgerView ledger, ServiceHealth health, StatusView status) {}
