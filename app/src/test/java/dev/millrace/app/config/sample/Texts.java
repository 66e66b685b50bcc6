package dev.millrace.app.config.sample;

/** Files to read. */
public final class Texts {
    /** A file with every setting there is. */
    public static final String WHOLE = """
            # The web shop.
            name: web-shop
            sources:
              customers:
                topic: shop.customers
                key: id
                rate: 20/s
                fields:
                  id:    {sequence: "customer-%08d", cardinality: 100000}
                  tier:  {choice: {gold: 5, silver: 20, basic: 75}}
                  class: standard
                  shop:  {value: main, hidden: true}
              orders:
                topic: shop.orders
                encoding: compact-frame
                rate: {mean: 5000/s, amplitude: 3000/s, period: 10m}
                max-size: 4KiB
                late: 0.1%
                fields:
                  customerId: {ref: customers.id, skew: 1.1}
                  amount:     {lognormal: {median: 40, sigma: 0.8}, decimals: 3}
                  copied:     {copy: amount, ref: customers.id}
              clicks:
                topic: shop.clicks
                rate: [1/s, 2/s, 300/m]
              views:
                topic: shop.views
                rate: {stairs: 5/s}
            limits:
              shop: {rate: 100000/s, window: 1s, burst: 10%, sources: [customers, orders]}
            pipelines:
              revenue:
                from: shop.orders
                steps:
                  - filter: data.amount > 0
                  - route: [{when: data.amount > 1000, to: shop.large}]
                  - window: {tumbling: 10s, advance-by: 5s, by: customer.tier}
                    aggregate:
                      orders: count()
                      p99: "quantile(data.amount, 0.99)"
                  - repeat:
                      - filter: data.ok
                      - to: shop.again
                    times: 3
                  - to: shop.revenue
            store:
              uri: s3://millrace/state
              folder: data/store
              since: 2026-01-31T12:00:00Z
              partitions: 12
              offset: 9000000000
              compact: true
              every: 1.5h
              bucket: mill-race
              password: correct horse
              ports: [9092, 0x2384]
            """;

    private Texts() {}
}
